import { setTimeout as delay } from 'node:timers/promises';
import type { Stack } from '../local/stack/stack-file';
import { mintToken, requestJson } from './stack';
import { UsageError } from './usage-error';

const GIVE_UP_MS = 120_000;
const LOOK_MS = 200;

interface Watched {
  readonly callId: string;
  readonly from: string;
  readonly companyId: string;
}

interface SandboxReport {
  readonly webhooks: readonly { readonly event: string; readonly status: number | null }[];
  readonly shunya: {
    readonly transcription: { readonly status: string };
    readonly analysis: { readonly status: string } | null;
  } | null;
}

interface CallRow {
  readonly id: string;
  readonly status: string;
  readonly transcription_status: string;
  readonly analysis_status: string;
  readonly audio_url: string | null;
}

const STAGES = [
  'webhook accepted',
  'call recorded',
  'recording stored',
  'transcription under way',
  'transcribed',
  'analysed',
] as const;

/** Follows one simulated call until it is analysed, and prints what came of it. */
export async function watchCall(stack: Stack, call: Watched): Promise<void> {
  const api = await createApi(stack, call.companyId);
  const startedAt = performance.now();
  const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(1);
  let shown = 0;
  for (;;) {
    const { reached, failure, row } = await look(stack, api, call);
    for (; shown < reached; shown++) console.log(`${seconds().padStart(6)} s  ${STAGES[shown]}`);
    if (failure) throw new UsageError(`failed at «${STAGES[shown]}»: ${failure}`);
    if (row && reached === STAGES.length) return printResult(api, call, row);
    if (performance.now() - startedAt > GIVE_UP_MS) {
      throw new UsageError(
        `failed at «${STAGES[shown]}»: nothing moved for ${GIVE_UP_MS / 1_000} s; see \`npm run -s otto -- jobs list\``,
      );
    }
    await delay(LOOK_MS);
  }
}

type Api = <T>(path: string) => Promise<T>;

async function createApi(stack: Stack, companyId: string): Promise<Api> {
  const manager = stack.companies
    .find((company) => company.id === companyId)
    ?.users.find((user) => user.role === 'manager');
  if (!manager) throw new UsageError(`there is no company ${companyId} in the local stack`);
  const token = await mintToken(stack, manager.id);
  return async <T>(path: string) => {
    const answer = await requestJson<{ data: T }>(`${stack.web}/api/v1${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return answer.data;
  };
}

async function look(stack: Stack, api: Api, call: Watched) {
  const report = await requestJson<SandboxReport>(`${stack.sandbox}/simulate/call/${call.callId}`);
  const refused = report.webhooks.find(({ status }) => status !== null && status !== 200);
  if (refused)
    return { reached: 0, failure: `web answered ${refused.status} to ${refused.event}`, row: null };
  const { items } = await api<{ items: CallRow[] }>(
    `/calls?search=${encodeURIComponent(call.from)}`,
  );
  const row = items[0] ?? null;
  return { row, reached: stagesReached(report, row), failure: failureOf(report, row) };
}

function stagesReached(report: SandboxReport, row: CallRow | null): number {
  const reached = [
    report.webhooks.some(({ event, status }) => event === 'post-call' && status === 200),
    row?.status === 'completed',
    row?.audio_url != null,
    row !== null && row.transcription_status !== 'not_started',
    row?.transcription_status === 'completed',
    row?.analysis_status === 'completed',
  ];
  const firstOpen = reached.indexOf(false);
  return firstOpen === -1 ? reached.length : firstOpen;
}

function failureOf(report: SandboxReport, row: CallRow | null): string | null {
  if (row?.transcription_status === 'failed') return 'the transcription failed at Shunya';
  if (row?.analysis_status === 'failed') return 'the analysis failed at Shunya';
  if (report.shunya?.transcription.status === 'failed')
    return 'Shunya could not transcribe the recording';
  return null;
}

interface Analysis {
  readonly summary: string | null;
  readonly qualification_status: string | null;
  readonly booking_status: string | null;
  readonly objections: readonly string[];
}

interface Card {
  readonly leads: readonly { readonly status: string }[];
  readonly appointments: readonly {
    readonly scheduled_start: string;
    readonly address: string | null;
  }[];
}

async function printResult(api: Api, call: Watched, row: CallRow): Promise<void> {
  const analysis = await api<Analysis>(`/calls/${row.id}/analysis`);
  const card = await api<Card>(
    `/contact-cards/by-phone?phone_number=${encodeURIComponent(call.from)}`,
  );
  const appointment = card.appointments[0];
  console.log(`
  call          ${row.id}
  summary       ${analysis.summary ?? '-'}
  qualification ${analysis.qualification_status ?? '-'}, ${analysis.booking_status ?? '-'}
  objections    ${analysis.objections.join(', ') || '-'}
  lead status   ${card.leads[0]?.status ?? '-'}
  appointment   ${appointment ? `${appointment.scheduled_start}${appointment.address ? `, ${appointment.address}` : ''}` : '-'}
`);
}
