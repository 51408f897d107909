import type { SystemTx, TenantTx } from '../database';

/** Which write it is: the same key means something else at another path or of another user. */
export interface WriteKey {
  readonly userId: string;
  readonly method: string;
  readonly path: string;
  readonly key: string;
}

export interface StoredAnswer {
  readonly statusCode: number;
  readonly responseBody: string;
}

export interface IdempotencyRecordRow {
  readonly requestHash: string;
  /** Null while somebody works on it. */
  readonly answer: StoredAnswer | null;
}

const KEEP = `interval '24 hours'`;
const IS_OURS = `company_id = $1 and user_id = $2 and method = $3 and path = $4 and key = $5`;
const PRIMARY_KEY = `(company_id, user_id, method, path, key)`;

const idOf = (tx: TenantTx, write: WriteKey) => [
  tx.companyId,
  write.userId,
  write.method,
  write.path,
  write.key,
];

const TRY_LOCK = `select pg_try_advisory_xact_lock(hashtextextended($1, 7)) as "isOurs"`;

/** Takes the write for this transaction; false when another transaction has it now. */
export async function tryLockWrite(tx: TenantTx, write: WriteKey): Promise<boolean> {
  const [row] = await tx.query<{ isOurs: boolean }>(TRY_LOCK, [JSON.stringify(idOf(tx, write))]);
  return row?.isOurs === true;
}

const FIND = `
  select request_hash as "requestHash", status_code as "statusCode", response_body as "responseBody"
  from idempotency_records
  where ${IS_OURS} and expires_at > now() and (state = 'done' or lease_until > now())`;

/** What is known of the write: its answer, or that a live process works on it. */
export async function findIdempotencyRecord(
  tx: TenantTx,
  write: WriteKey,
): Promise<IdempotencyRecordRow | null> {
  const [row] = await tx.query<{ requestHash: string } & Partial<StoredAnswer>>(
    FIND,
    idOf(tx, write),
  );
  if (!row) return null;
  const { requestHash, statusCode, responseBody } = row;
  return {
    requestHash,
    answer: statusCode != null && responseBody != null ? { statusCode, responseBody } : null,
  };
}

const CLAIM = `
  insert into idempotency_records
    (company_id, user_id, method, path, key, request_hash, state, lease_until, claim_token, expires_at)
  values ($1, $2, $3, $4, $5, $6, 'in_progress', now() + $7 * interval '1 second',
    gen_random_uuid(), now() + ${KEEP})
  on conflict ${PRIMARY_KEY} do update set request_hash = excluded.request_hash,
    state = 'in_progress', status_code = null, response_body = null,
    lease_until = excluded.lease_until, claim_token = excluded.claim_token, created_at = now(),
    expires_at = excluded.expires_at
  returning claim_token as "claimToken"`;

/**
 * Says that somebody works on the write, and returns the token by which that claim is ended. Only
 * for who has locked the write and found no record.
 */
export async function claimWrite(
  tx: TenantTx,
  write: WriteKey,
  claim: { readonly requestHash: string; readonly leaseSeconds: number },
): Promise<string> {
  const values = [...idOf(tx, write), claim.requestHash, claim.leaseSeconds];
  const [row] = await tx.query<{ claimToken: string }>(CLAIM, values);
  if (!row) throw new Error('The claim of a write returned no row.');
  return row.claimToken;
}

const IS_CLAIM = `${IS_OURS} and state = 'in_progress' and claim_token = $6`;
const FINISH = `
  update idempotency_records set state = 'done', status_code = $7, response_body = $8,
    lease_until = null, claim_token = null, created_at = now(), expires_at = now() + ${KEEP}
  where ${IS_CLAIM} returning 1`;

/** Keeps the answer of a claimed write for a day; false when the claim is another's by now. */
export async function finishWrite(
  tx: TenantTx,
  write: WriteKey,
  { claimToken, statusCode, responseBody }: StoredAnswer & { readonly claimToken: string },
): Promise<boolean> {
  const values = [...idOf(tx, write), claimToken, statusCode, responseBody];
  return (await tx.query(FINISH, values)).length > 0;
}

const STORE = `
  insert into idempotency_records
    (company_id, user_id, method, path, key, request_hash, state, status_code, response_body, expires_at)
  values ($1, $2, $3, $4, $5, $6, 'done', $7, $8, now() + ${KEEP})
  on conflict ${PRIMARY_KEY} do update set request_hash = excluded.request_hash, state = 'done',
    status_code = excluded.status_code, response_body = excluded.response_body, lease_until = null,
    claim_token = null, created_at = now(), expires_at = excluded.expires_at`;

/** Keeps the answer of the write for a day. */
export async function storeAnswer(
  tx: TenantTx,
  write: WriteKey,
  stored: StoredAnswer & { readonly requestHash: string },
): Promise<void> {
  const { requestHash, statusCode, responseBody } = stored;
  await tx.query(STORE, [...idOf(tx, write), requestHash, statusCode, responseBody]);
}

const RELEASE = `delete from idempotency_records where ${IS_CLAIM}`;

/** Lets the write be tried again, unless the claim is another's by now. */
export async function releaseWrite(
  tx: TenantTx,
  write: WriteKey,
  claimToken: string,
): Promise<void> {
  await tx.query(RELEASE, [...idOf(tx, write), claimToken]);
}

const DELETE_EXPIRED = `
  delete from idempotency_records where ctid in (
    select ctid from idempotency_records where expires_at < $1 limit $2 for update skip locked)
  returning 1`;

/** Deletes up to `limit` records that had expired by then; says how many. */
export async function deleteExpiredRecords(tx: SystemTx, by: Date, limit: number): Promise<number> {
  return (await tx.query(DELETE_EXPIRED, [by, limit])).length;
}
