/** Ids follow from numbers, so that a second run finds what the first has made; of version 8. */
const id = (kind: string, ...parts: string[]): string =>
  `overlay(overlay(md5('${kind}:' || ${parts.join(" || ':' || ")}) placing '8' from 13) placing 'a' from 17)::uuid`;
/** A number below `most` that looks random and is the same in every run. */
const pick = (salt: string, of: string, most: number): string =>
  `(abs(hashint8extended(${of}::bigint, ${salt})) % ${most})::int`;
const oneOf = (values: readonly string[], salt: string, of: string): string =>
  `(array[${values.map((value) => `'${value}'`).join(', ')}])[1 + ${pick(salt, of, values.length)}]`;

const FIRST = ['Ada', 'Ben', 'Cleo', 'Dov', 'Elin', 'Femi', 'Gus', 'Hana', 'Ivo', 'Jun'];
const LAST = ['Abel', 'Brook', 'Cruz', 'Dorn', 'Egan', 'Frost', 'Gale', 'Hirsch', 'Ibsen', 'Jolly'];
const LABELS = ['hot', 'warm', 'cold', 'unqualified'];
const LEADS = ['new', 'warm', 'nurturing', 'qualified_booked', 'qualified_unbooked', 'dormant'];

const COMPANY = `'org_seed_' || lpad(c::text, 3, '0')`;
const COMPANIES = `generate_series(1, $1::int) c`;
/** Every call `n` belongs to one company and, within it, to one of its contacts. */
const CALLS = `
  (select n, 1 + n % $1::int as c, (n / $1::int) % greatest($2::int / ($1::int * 4), 1) as k,
     now() - (n * interval '90 days' / $2::int) as at, ${pick('1', 'n', 10)} < 2 as missed
   from generate_series(0, $2::int - 1) n) s`;

const CALL_ID = id('call', 'n::text');
const CONTACT_ID = id('contact', 'c::text', 'k::text');
const LEAD_ID = id('lead', 'c::text', 'k::text');
const CSR = `'user_seed_' || c || '_csr_' || (1 + n % 2)`;
const REP = `'user_seed_' || c || '_sales_rep_' || (1 + k % 2)`;

/** What fills the tables, in the order of what refers to what. $1: companies, $2: calls. */
export const SEED_STATEMENTS: readonly string[] = [
  `insert into companies (id, name, updated_at)
   select ${COMPANY}, 'Seeded Roofing ' || c, now() from ${COMPANIES} on conflict do nothing`,
  `insert into users (id, company_id, email, name, role, updated_at)
   select 'user_seed_' || c || '_' || role || '_' || i, ${COMPANY},
     role || i || '@seed' || c || '.example', initcap(replace(role, '_', ' ')) || ' ' || i, role, now()
   from ${COMPANIES}, (values ('manager', 1), ('csr', 1), ('csr', 2), ('sales_rep', 1), ('sales_rep', 2)) u (role, i)
   on conflict do nothing`,
  `insert into phone_numbers (company_id, e164, kind, provider)
   select ${COMPANY}, '+1555' || lpad(c::text, 2, '0') || '99999', 'tracking', 'callrail' from ${COMPANIES}
   on conflict do nothing`,
  `insert into contact_cards (id, company_id, primary_phone, first_name, last_name, source, created_at, updated_at)
   select ${CONTACT_ID}, ${COMPANY}, '+1555' || lpad(c::text, 2, '0') || lpad(k::text, 5, '0'),
     ${oneOf(FIRST, '2', 'k')}, ${oneOf(LAST, '3', 'k + c * 131')}, 'callrail', min(at), min(at)
   from ${CALLS} group by c, k on conflict do nothing`,
  `insert into leads (id, company_id, contact_card_id, status, source, assigned_rep_id, pool_status, created_at, updated_at)
   select ${LEAD_ID}, ${COMPANY}, ${CONTACT_ID}, ${oneOf(LEADS, '4', 'k + c * 131')}, 'inbound_call',
     case when k % 3 = 0 then ${REP} end, case when k % 3 = 0 then 'assigned' else 'in_pool' end, min(at), max(at)
   from ${CALLS} group by c, k on conflict do nothing`,
  `insert into calls (id, company_id, provider, provider_call_id, status, missed, from_number, to_number,
     contact_card_id, lead_id, owner_id, started_at, ended_at, duration_seconds,
     transcription_status, analysis_status, created_at, updated_at)
   select ${CALL_ID}, ${COMPANY}, 'callrail', 'SEED' || n, case when missed then 'missed' else 'completed' end, missed,
     '+1555' || lpad(c::text, 2, '0') || lpad(k::text, 5, '0'), '+1555' || lpad(c::text, 2, '0') || '99999',
     ${CONTACT_ID}, ${LEAD_ID}, case when not missed then ${CSR} end, at, at + interval '3 minutes',
     case when missed then null else 30 + ${pick('5', 'n', 600)} end,
     case when missed then 'not_started' else 'completed' end,
     case when missed then 'not_started' else 'completed' end, at, at
   from ${CALLS} on conflict do nothing`,
  `insert into transcripts (company_id, call_id, text, word_count)
   select ${COMPANY}, ${CALL_ID}, 'Caller asked about the roof; call ' || n || '.', 8
   from ${CALLS} where not missed on conflict do nothing`,
  `insert into analyses (id, company_id, call_id, lead_id, summary, qualification_status, booking_status,
     sentiment_score, sop_compliance_score, sop_stages_completed, sop_stages_missed, analyzed_at)
   select ${id('analysis', 'n::text')}, ${COMPANY}, ${CALL_ID}, ${LEAD_ID}, 'Asked about the roof.',
     ${oneOf(LABELS, '6', 'n')}, case when n % 4 = 0 then 'booked' else 'not_booked' end,
     ${pick('7', 'n', 101)} / 100.0, ${pick('8', 'n', 101)} / 10.0, '{greeting}', '{next_steps}', at
   from ${CALLS} where not missed on conflict do nothing`,
  `insert into analysis_objections (id, company_id, analysis_id, call_id, category_id, key, label, severity)
   select ${id('objection', 'n::text')}, ${COMPANY}, ${id('analysis', 'n::text')}, ${CALL_ID}, 1, 'price', 'Price/Budget', 'low'
   from ${CALLS} where not missed and n % 3 = 0 on conflict do nothing`,
  `insert into appointments (id, company_id, lead_id, contact_card_id, source_call_id, assigned_rep_id,
     scheduled_start, scheduled_end, created_at, updated_at)
   select ${id('appointment', 'n::text')}, ${COMPANY}, ${LEAD_ID}, ${CONTACT_ID}, ${CALL_ID}, ${REP},
     at + interval '2 days', at + interval '2 days 1 hour', at, at
   from ${CALLS} where not missed and n % 16 = 0 on conflict do nothing`,
  `insert into tasks (id, company_id, contact_card_id, lead_id, call_id, description, assigned_to, assignee_id,
     source, unique_key, due_at, status, created_at, updated_at)
   select ${id('task', 'n::text')}, ${COMPANY}, ${CONTACT_ID}, ${LEAD_ID}, ${CALL_ID}, 'Send the estimate', 'csr', ${CSR},
     'shunya', 'seed:' || n, at + interval '1 day', case when n % 10 = 0 then 'open' else 'completed' end, at, at
   from ${CALLS} where not missed and n % 5 = 0 on conflict do nothing`,
  `insert into key_signals (id, company_id, contact_card_id, lead_id, signal_type, severity, title, unique_key,
     acknowledged, created_at)
   select ${id('signal', 'n::text')}, ${COMPANY}, ${CONTACT_ID}, ${LEAD_ID}, 'opportunity', 'medium', 'Asked about the roof',
     'seed:' || n, n % 4 <> 0, at
   from ${CALLS} where not missed and n % 10 = 0 on conflict do nothing`,
  `insert into event_log (id, company_id, contact_card_id, lead_id, call_id, event_type, at, unique_key)
   select ${id('event', 'n::text')}, ${COMPANY}, ${CONTACT_ID}, ${LEAD_ID}, ${CALL_ID},
     case when missed then 'call_missed' else 'call_completed' end, at, 'seed:' || n
   from ${CALLS} on conflict do nothing`,
];

export const SEEDED_TABLES: readonly string[] = [
  ...new Set(SEED_STATEMENTS.map((text) => /into (\w+)/.exec(text)?.[1] ?? '')),
];
