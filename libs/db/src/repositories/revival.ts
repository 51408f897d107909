import type { SystemTx } from '../database';

/** Work that nobody does any more, across tenants, oldest first. */
export interface LostWork {
  readonly companyId: string;
  readonly id: string;
}

const NO_JOB = `not exists (
  select 1 from jobs j where j.task in ('calls.store-recording', 'calls.submit-recording')
    and j.dedupe_key = c.id::text and j.status not in ('succeeded', 'cancelled'))`;

const LOST_CALLS = `
  select c.company_id as "companyId", c.id::text, c.recording_stored_key is not null as "isStored"
  from calls c join companies o on o.id = c.company_id and o.active
  where c.transcription_status = 'not_started' and c.status in ('answered', 'completed')
    and (c.recording_stored_key is not null or c.recording_url is not null)
    and c.created_at < $1 and ${NO_JOB}
    and not exists (select 1 from shunya_jobs s where s.call_id = c.id
      and s.status in ('running', 'succeeded'))
  order by c.created_at limit $2`;

/** Calls with a recording, made before the time, whose transcription nobody has started or will. */
export async function listCallsWithoutTranscription(
  tx: SystemTx,
  before: Date,
  limit: number,
): Promise<(LostWork & { readonly isStored: boolean })[]> {
  return tx.query(LOST_CALLS, [before, limit]);
}

const LOST_POLLS = `
  select s.company_id as "companyId", s.id::text, s.next_poll_at as "nextPollAt"
  from shunya_jobs s join companies o on o.id = s.company_id and o.active
  where s.status = 'running' and s.next_poll_at <= $1 and not exists (
    select 1 from jobs j where j.task = 'shunya.poll-job'
      and j.dedupe_key = s.id::text || ':' || (extract(epoch from s.next_poll_at) * 1000)::bigint
      and j.status in ('scheduled', 'queued', 'running'))
  order by s.next_poll_at limit $2`;

/** Running jobs at Shunya whose due poll is in no queue. */
export async function listJobsWithoutPoll(
  tx: SystemTx,
  now: Date,
  limit: number,
): Promise<(LostWork & { readonly nextPollAt: Date })[]> {
  return tx.query(LOST_POLLS, [now, limit]);
}

/** Jobs at Shunya that were begun before the time and are still not over. */
export async function listJobsStartedBefore(
  tx: SystemTx,
  before: Date,
  limit: number,
): Promise<LostWork[]> {
  return tx.query(
    `select company_id as "companyId", id::text from shunya_jobs
     where status in ('pending', 'running') and coalesce(started_at, created_at) < $1
     order by created_at limit $2`,
    [before, limit],
  );
}
