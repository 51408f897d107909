import { loadBeatConfig, loadWebConfig, loadWorkerConfig } from '@otto/config';
import { useSandbox } from '../../sandbox/testing/with-sandbox';
import { readKeepsakes, type Stack } from './stack-file';
import { appEnv } from './app-env';

const bed = useSandbox();

function stack(): Stack {
  const keepsakes = readKeepsakes('/nowhere/stack.json');
  const { shunya, clerk } = keepsakes.secrets;
  const recordings = { booked: '', unbooked: '', serviceNotOffered: '', unqualified: '' };
  return {
    ...keepsakes,
    shunya,
    clerk,
    recordings,
    web: 'http://127.0.0.1:8080',
    sandbox: bed.sandbox.url,
    databaseUrl: 'postgresql://postgres@127.0.0.1:1/otto',
    redisUrl: 'redis://127.0.0.1:1',
    storageDir: '/nowhere',
    endpoints: bed.sandbox.endpoints,
  };
}

it('is all that web, worker and beat need, and leads them to the sandbox', () => {
  const here = stack();
  const env = appEnv(here);
  const { web } = loadWebConfig(env);
  expect(web.publicUrl).toBe(here.web);
  expect(web.clerk.issuer).toBe(`${here.sandbox}/clerk`);
  expect(web.clerkWebhook.secrets).toEqual([here.secrets.clerk.webhookSecret]);
  expect(web.opsToken?.reveal()).toBe(here.secrets.opsToken);
  const { worker } = loadWorkerConfig(env);
  expect(worker.twilio.baseUrl).toBe(`${here.sandbox}/twilio`);
  expect(worker.callrail.baseUrl).toBe(`${here.sandbox}/callrail`);
  expect(worker.recordingHosts).toEqual([new URL(here.sandbox).host]);
  expect(() => loadBeatConfig(env)).not.toThrow();
});
