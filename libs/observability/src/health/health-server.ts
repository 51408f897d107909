import { createServer, type Server, type ServerResponse } from 'node:http';
import { createHealthAnswers, type HealthDeps } from './health-answers';

/** Serves health and metrics on a private port, for a service that has no other. */
export async function startHealthServer(deps: HealthDeps, port: number): Promise<Server> {
  const answers = createHealthAnswers(deps);
  const server = createServer((request, response) => {
    const path = (request.url ?? '').split('?')[0] ?? '';
    const answer = request.method === 'GET' ? answers(path) : undefined;
    if (!answer) return end(response, { status: 404, type: 'text/plain', body: 'Not Found\n' });
    answer.then(
      (found) => end(response, found),
      () => end(response, { status: 500, type: 'text/plain', body: 'Internal Server Error\n' }),
    );
  });
  await listen(server, port, '::').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EAFNOSUPPORT') throw error;
    return listen(server, port, '0.0.0.0');
  });
  return server;
}

function end(
  response: ServerResponse,
  { status, type, body }: { status: number; type: string; body: string },
): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
