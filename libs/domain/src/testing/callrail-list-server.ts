import type { ScriptedServer } from './scripted-server';

type ListedFields = Readonly<Record<string, unknown>> & { readonly start_time: string };

/** A call as the list of CallRail has it; `fields` wins. */
export function listedCall(startedAt: Date, fields: Readonly<Record<string, unknown>>) {
  const start_time = startedAt.toISOString();
  return {
    answered: true,
    voicemail: false,
    direction: 'inbound',
    duration: 60,
    start_time,
    ...fields,
  };
}

/** Lets the server answer the list of calls of an account, `perPage` at a time. */
export function serveCallList(
  server: ScriptedServer,
  options: {
    readonly accountId: string;
    readonly calls: () => readonly ListedFields[];
    readonly perPage?: number;
  },
): void {
  const { accountId, calls, perPage = 250 } = options;
  server.on(`GET /v3/a/${accountId}/calls.json`, ({ url = '' }) => {
    const query = new URL(url, server.url).searchParams;
    const isWithin = ({ start_time }: ListedFields) =>
      start_time >= (query.get('start_date') ?? '') && start_time <= (query.get('end_date') ?? '');
    const wanted = calls()
      .filter(isWithin)
      .sort((a, b) => a.start_time.localeCompare(b.start_time));
    const page = Number(query.get('page'));
    const body = {
      page,
      total_pages: Math.max(1, Math.ceil(wanted.length / perPage)),
      total_records: wanted.length,
      calls: wanted.slice((page - 1) * perPage, page * perPage),
    };
    return { body };
  });
}

/** From when each request asked for calls. */
export function listedSince(server: ScriptedServer): (string | null)[] {
  return server.requests.map((line) =>
    new URL(line.split(' ')[1] ?? '', server.url).searchParams.get('start_date'),
  );
}
