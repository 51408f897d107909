import { Client, escapeIdentifier } from 'pg';
import { collectPersonal, collectsLogs } from './collected';

/** Where people's own words are: texts, drafts of texts and mails, and what was said. */
const WORDS = [
  'messages.body',
  'missed_call_attempts.message_sent',
  'missed_call_attempts.response_received',
  'follow_up_drafts.draft_text',
  'follow_up_drafts.final_text',
  'transcripts.text',
  'analyses.summary',
];

/** Tells the search of the logs what personal data the specs had in this database. */
export async function collectPersonalData(databaseUrl: string): Promise<void> {
  if (!collectsLogs()) return;
  const client = new Client({ connectionString: databaseUrl, application_name: 'otto-testkit' });
  await client.connect();
  const read = async (sql: string) =>
    (await client.query<{ found: string }>(sql)).rows.map(({ found }) => found);
  try {
    const columns = await read(
      `select table_name || '.' || column_name as found from information_schema.columns
        where table_schema = 'public'`,
    );
    collectPersonal('body', await read(allWords(columns)));
    collectPersonal('phone', await read(allPhones(columns)));
  } finally {
    await client.end();
  }
}

/** Of a database that a spec has changed, too. */
function allWords(columns: readonly string[]): string {
  const selects = WORDS.filter((name) => columns.includes(name)).map((name) => {
    const [table = '', column = ''] = name.split('.').map(escapeIdentifier);
    return `select ${column} as found from ${table} where ${column} is not null`;
  });
  return union(selects);
}

/** Wherever they stand in a row. */
function allPhones(columns: readonly string[]): string {
  const tables = new Set(columns.map((name) => escapeIdentifier(name.split('.')[0] as string)));
  const selects = [...tables].map(
    (table) =>
      `select match[1] as found
         from ${table} as r, regexp_matches(r::text, '\\+1\\d{10}', 'g') as match`,
  );
  return union(selects);
}

const union = (selects: readonly string[]) =>
  [`select '' as found where false`, ...selects].join(' union ');
