import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import request from 'supertest';
import { createDatabase, type Database } from '@otto/db';
import { TEST_ENCRYPTION_KEY } from '@otto/testkit';
import { doorSamples, type DoorSample } from '../testing/door-samples';
import { FORM_TYPE } from '../testing/door-schemes';
import {
  CLERK_SECRET,
  createSpecApp,
  PUBLIC_URL,
  SHARED_TWILIO,
  SHUNYA_SECRET,
} from '../testing/spec-app';

const sender = {
  companyId: 'org_demo',
  token: 'token',
  accountSid: SHARED_TWILIO.id,
  number: '+16025550999',
};
const KEYS: Record<string, string> = {
  callrail: 'any',
  twilio: SHARED_TWILIO.authTokens[0]!,
  shunya: SHUNYA_SECRET,
  uwc: SHUNYA_SECRET,
  clerk: CLERK_SECRET,
};

function send({ name, path, scheme, fields }: DoorSample, app: ReturnType<typeof createSpecApp>) {
  const isForm = scheme.contentType === FORM_TYPE;
  const said = fields(sender);
  const text = isForm
    ? new URLSearchParams(said as Record<string, string>).toString()
    : JSON.stringify(said);
  const url = PUBLIC_URL + path(sender);
  const key = KEYS[name.split(' ')[0] as string] as string;
  const signing = { body: Buffer.from(text), key, url, sentAt: new Date() };
  const { contentType } = scheme;
  return request(app.app)
    .post(path(sender))
    .set({ ...scheme.headers({ ...signing, contentType }), 'content-type': contentType })
    .send(text);
}

/** One that can be reached, and never says a word. */
let silent: Server;
const callers = new Set<Socket>();
const databases: Database[] = [];
const apps: ReturnType<typeof createSpecApp>[] = [];

beforeAll(async () => {
  silent = createServer((caller) => callers.add(caller));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  for (const port of [1, (silent.address() as AddressInfo).port]) {
    const url = `postgresql://postgres@127.0.0.1:${port}/none`;
    const database = createDatabase({ url, poolMax: 2, name: 'spec' });
    databases.push(database);
    apps.push(
      createSpecApp({
        database,
        encryptionKeys: TEST_ENCRYPTION_KEY,
        answerWebhooksWithinMs: 100,
      }),
    );
  }
});
afterAll(async () => {
  for (const caller of callers) caller.destroy();
  silent.close();
  await Promise.all(databases.map((database) => database.close()));
});

describe.each([
  ['cannot be reached', 0],
  ['does not answer', 1],
])('while PostgreSQL %s', (_name, index) => {
  it.each(doorSamples.map((sample) => [sample.name, sample] as const))(
    '%s is told to come again',
    async (_sample, sample) => {
      const answer = await send(sample, apps[index]!);
      expect([answer.status, answer.headers['retry-after']]).toEqual([503, '5']);
      expect(answer.type).toBe('application/problem+json');
      expect(answer.headers['x-otto-receipt']).toBeUndefined();
    },
  );
});
