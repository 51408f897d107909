import { createTestDatabase, type TestDatabase } from '@otto/testkit';
import type { Database } from './database';

const DEMO = 'org_demo';
const RIVAL = 'org_rival';
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n.toString(16)}`;

/** One row of org_demo in every table that has a company_id, in the order of their references. */
const rows: readonly string[] = [
  `insert into users (id, company_id, email, name, role, updated_at) values ('user_a', '${DEMO}', 'a@demo.example', 'A', 'csr', now())`,
  `insert into phone_numbers (id, company_id, e164, kind, provider) values ('${id(1)}', '${DEMO}', '+12125550100', 'tracking', 'callrail')`,
  `insert into company_integrations (company_id, provider, account_ref, webhook_token, credentials_enc, updated_at) values ('${DEMO}', 'callrail', 'A1', 't', 'x', now())`,
  `insert into contact_cards (id, company_id, primary_phone, source, updated_at) values ('${id(2)}', '${DEMO}', '+12125550199', 'callrail', now())`,
  `insert into leads (id, company_id, contact_card_id, updated_at) values ('${id(3)}', '${DEMO}', '${id(2)}', now())`,
  `insert into lead_status_history (company_id, lead_id, to_status, triggered_by) values ('${DEMO}', '${id(3)}', 'new', 'otto')`,
  `insert into calls (id, company_id, provider, provider_call_id, status, from_number, to_number, contact_card_id, started_at, updated_at) values ('${id(4)}', '${DEMO}', 'callrail', 'C1', 'completed', '+1', '+1', '${id(2)}', now(), now())`,
  `insert into appointments (id, company_id, lead_id, contact_card_id, scheduled_start, updated_at) values ('${id(5)}', '${DEMO}', '${id(3)}', '${id(2)}', now(), now())`,
  `insert into rep_assignment_history (company_id, lead_id, rep_id, assignment_type, status) values ('${DEMO}', '${id(3)}', 'user_a', 'requested', 'requested')`,
  `insert into tasks (company_id, description, assigned_to, source, updated_at) values ('${DEMO}', 'd', 'csr', 'otto', now())`,
  `insert into key_signals (company_id, contact_card_id, signal_type, title, unique_key) values ('${DEMO}', '${id(2)}', 'risk', 't', 'k')`,
  `insert into transcripts (company_id, call_id) values ('${DEMO}', '${id(4)}')`,
  `insert into analyses (id, company_id, call_id, analyzed_at) values ('${id(6)}', '${DEMO}', '${id(4)}', now())`,
  `insert into analysis_objections (company_id, analysis_id, key, label) values ('${DEMO}', '${id(6)}', 'k', 'l')`,
  `insert into shunya_jobs (company_id, job_type, stage, updated_at) values ('${DEMO}', 'csr_call', 'transcribing', now())`,
  `insert into event_log (company_id, contact_card_id, event_type) values ('${DEMO}', '${id(2)}', 'call_received')`,
  `insert into daily_reports (company_id, date, metrics) values ('${DEMO}', '2026-01-01', '{}')`,
  `insert into jobs (id, company_id, queue, task, payload, max_attempts) values ('${id(7)}', '${DEMO}', 'default', 't', '{}', 1)`,
  `insert into deliveries (id, provider, event, delivery_key, company_id, body, content_type) values ('${id(8)}', 'callrail', 'post-call', 'k', '${DEMO}', '', 'application/json')`,
  `insert into audit_log (company_id, action, resource_type) values ('${DEMO}', 'webhook_rejected', 'delivery')`,
  `insert into recording_sessions (id, company_id, rep_id, appointment_id, mode, audio_storage_mode, started_at) values ('${id(9)}', '${DEMO}', 'user_a', '${id(5)}', 'normal', 'persistent', now())`,
  `insert into idempotency_records (company_id, user_id, method, path, key, request_hash, state, status_code, response_body, expires_at) values ('${DEMO}', 'user_a', 'POST', '/', '0123456789', 'h', 'done', 200, '{}', now())`,
  `insert into messages (company_id, contact_card_id, direction, sender_role, sender, body, type, provider, status) values ('${DEMO}', '${id(2)}', 'inbound', 'customer', '+12125550199', 'hi', 'manual', 'twilio', 'received')`,
  `insert into invitations (company_id, email, role) values ('${DEMO}', 'b@demo.example', 'csr')`,
  `insert into documents (company_id, uploaded_by, filename, content_type, size_bytes, sha256, storage_key, category, updated_at) values ('${DEMO}', 'user_a', 'a.pdf', 'application/pdf', 1, repeat('a', 64), 'k', 'sop', now())`,
  `insert into follow_up_drafts (company_id, contact_card_id, generated_for, generated_by, draft_type, draft_text, expires_at, updated_at) values ('${DEMO}', '${id(2)}', 'user_a', 'template', 'sms', 'hi', now() + interval '7 days', now())`,
  `insert into personal_otto_jobs (company_id, rep_id, kind, updated_at) values ('${DEMO}', 'user_a', 'train', now())`,
  `insert into sms_consents (company_id, phone, state, source, changed_at) values ('${DEMO}', '+12125550199', 'opted_out', 'keyword', now())`,
  `insert into email_opt_outs (company_id, email) values ('${DEMO}', 'ann@customer.example')`,
  `insert into message_templates (company_id, key, body, updated_at) values ('${DEMO}', 'help', 'b', now())`,
  `insert into spend_caps (company_id) values ('${DEMO}')`,
  `insert into missed_call_entries (id, company_id, call_id, contact_card_id, customer_phone, priority_rank, customer_type, missed_at, last_missed_at, sla_deadline, escalation_deadline) values ('${id(10)}', '${DEMO}', '${id(4)}', '${id(2)}', '+12125550199', 1, 'new', now(), now(), now(), now())`,
  `insert into missed_call_attempts (company_id, entry_id, attempt_number, success, attempted_at) values ('${DEMO}', '${id(10)}', 1, true, now())`,
  `insert into staff_texts (company_id, user_id, appointment_id, dedupe_key) values ('${DEMO}', 'user_a', '${id(5)}', 'k')`,
  `insert into missed_call_slas (company_id) values ('${DEMO}')`,
];

describe('a tenant transaction', () => {
  let db: TestDatabase;
  let database: Database;
  let tables: string[];

  beforeAll(async () => {
    db = await createTestDatabase();
    database = db.database;
    for (const company of [DEMO, RIVAL]) {
      await database.sql.query(
        `insert into companies (id, name, updated_at) values ($1, $1, now())`,
        [company],
      );
    }
    for (const row of rows) await database.sql.query(row);
    const found = await database.sql.query<{ table: string }>(
      `select table_name as table from information_schema.columns
       where column_name = 'company_id' and table_schema = current_schema() order by 1`,
    );
    tables = found.map((row) => row.table);
  });
  afterAll(() => db.stop());

  it('is tried against a row in every table that has a company', async () => {
    const covered = rows.map((row) => /insert into (\w+)/.exec(row)?.[1]).sort();
    expect(covered).toEqual(tables);
  });

  it('sees its own rows', async () => {
    const counts = await database.withTenant(DEMO, (tx) =>
      Promise.all(
        tables.map((table) => tx.query<{ n: bigint }>(`select count(*) as n from ${table}`)),
      ),
    );
    expect(counts.map(([row]) => Number(row?.n))).toEqual(tables.map(() => 1));
  });

  it('sees, changes and deletes nothing of another company, by raw SQL either', async () => {
    for (const table of tables) {
      const read = await database.withTenant(RIVAL, (tx) => tx.query(`select * from ${table}`));
      expect([table, read]).toEqual([table, []]);
      for (const statement of [
        `update ${table} set company_id = '${RIVAL}' returning 1`,
        `delete from ${table} returning 1`,
      ]) {
        const touched = await database
          .withTenant(RIVAL, (tx) => tx.query(statement))
          .catch((error: Error) => error.message);
        if (typeof touched === 'string') expect(touched).toMatch(/permission denied/);
        else expect([statement, touched]).toEqual([statement, []]);
      }
    }
    const [company] = await database.withTenant(RIVAL, (tx) =>
      tx.query('select id from companies'),
    );
    expect(company).toEqual({ id: RIVAL });
  });

  it('inserts nothing for another company', async () => {
    for (const row of rows) {
      await expect(database.withTenant(RIVAL, (tx) => tx.query(row))).rejects.toThrow(
        /row-level security|permission denied/,
      );
    }
  });

  it('cannot point at a row of another company', async () => {
    const insert = `insert into leads (company_id, contact_card_id, updated_at) values ('${RIVAL}', '${id(2)}', now())`;
    await expect(database.withTenant(RIVAL, (tx) => tx.query(insert))).rejects.toThrow(
      /foreign key/,
    );
  });

  it('sees nothing at all when no company is set', async () => {
    const seen = await database.asSystem(async (tx) => {
      await tx.query(`set local role otto_tenant`);
      return tx.query('select id from contact_cards');
    });
    expect(seen).toEqual([]);
  });

  it('leaves no trace of its company or role on the connection', async () => {
    await database.withTenant(DEMO, (tx) => tx.query('select 1'));
    const rows = await Promise.all(
      Array.from({ length: 8 }, () =>
        database.sql.query<{ company: string | null; role: string }>(
          `select nullif(current_setting('otto.company_id', true), '') as company, current_setting('role') as role`,
        ),
      ),
    );
    expect(new Set(rows.flat().map((row) => `${row.company} ${row.role}`))).toEqual(
      new Set(['null none']),
    );
  });

  it('runs what waits for its commit once it has committed, and never after a rollback', async () => {
    const ran: string[] = [];
    await database.withTenant(DEMO, async (tx) => {
      tx.afterCommit(() => ran.push('committed'));
      await tx.query('select 1');
      expect(ran).toEqual([]);
    });
    await database
      .withTenant(DEMO, async (tx) => {
        tx.afterCommit(() => ran.push('rolled back'));
        await tx.query('select no_such_function()');
      })
      .catch(() => undefined);
    expect(ran).toEqual(['committed']);
  });
});
