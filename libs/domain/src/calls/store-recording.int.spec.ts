import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createHttpClient, seal } from '@otto/integrations';
import { seedCompany, TEST_ENCRYPTION_KEY, type SeededCompany } from '@otto/testkit';
import { createCallrailAccounts } from '../integrations/callrail-accounts';
import { createTwilioAccounts } from '../integrations/twilio-accounts';
import { insertCall } from '../testing/insert-call';
import { createScriptedServer, type ScriptedServer } from '../testing/scripted-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createStoreRecording } from './store-recording';

const audio = Buffer.from('ID3 not really audio');

describe('storing a recording', () => {
  let stage: Stage;
  let company: SeededCompany;
  let server: ScriptedServer;
  let store: ReturnType<typeof createStoreRecording>;

  beforeAll(async () => {
    [stage, server] = await Promise.all([createStage(), createScriptedServer()]);
    company = await seedCompany(stage.database);
    const http = createHttpClient({
      vendor: 'callrail',
      timeoutMs: 5_000,
      retry: { retries: 0, firstDelayMs: 1, maxDelayMs: 1 },
    });
    store = createStoreRecording({
      ...stage,
      recordingHosts: [new URL(server.url).host],
      callrailAccounts: createCallrailAccounts({
        database: stage.database,
        baseUrl: server.url,
        encryptionKeys: TEST_ENCRYPTION_KEY,
        http,
      }),
      twilioAccounts: createTwilioAccounts({
        database: stage.database,
        baseUrl: server.url,
        encryptionKeys: TEST_ENCRYPTION_KEY,
        http,
        mediaHosts: [],
      }),
    });
    server.on('GET /audio', { body: audio });
  });
  afterAll(async () => {
    await server.close();
    await stage.stop();
  });

  const read = (callId: string) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.call.findUniqueOrThrow({ where: { id: callId } }),
    );
  const submitJobs = (callId: string) =>
    stage.database.asSystem(({ db }) =>
      db.job.count({ where: { task: 'calls.submit-recording', dedupeKey: callId } }),
    );
  const restPath = (providerCallId: string) =>
    `GET /v3/a/${company.callrail.accountId}/calls/${providerCallId}/recording.json`;

  it('copies the file under the key of the call and has it submitted', async () => {
    const call = await insertCall(stage.database, company, { recordingUrl: `${server.url}/audio` });
    const job = specJob(company.id);
    await store({ callId: call.id }, job);
    const key = `${company.id}/calls/${call.id}.mp3`;
    expect((await read(call.id)).recordingStoredKey).toBe(key);
    expect(await readFile(path.join(stage.storageDir, 'objects', key))).toEqual(audio);
    expect(await submitJobs(call.id)).toBe(1);
    expect(job.completions).toBe(1);
  });

  it('fetches nothing the second time', async () => {
    const call = await insertCall(stage.database, company, {
      recordingUrl: `${server.url}/audio/once`,
    });
    await store({ callId: call.id }, specJob(company.id));
    await store({ callId: call.id }, specJob(company.id));
    expect(server.requests.filter((line) => line.endsWith('/audio/once'))).toHaveLength(1);
    expect(await submitJobs(call.id)).toBe(1);
  });

  it.each([
    ['without a link', null],
    ['whose link has expired', '/gone'],
  ])('asks CallRail for the recording of a call %s', async (_name, link) => {
    const call = await insertCall(stage.database, company, {
      recordingUrl: link && `${server.url}${link}`,
    });
    server.on(restPath(call.providerCallId), { body: { url: `${server.url}/audio` } });
    await store({ callId: call.id }, specJob(company.id));
    expect((await read(call.id)).recordingStoredKey).not.toBeNull();
  });

  it('waits half a minute, then longer, for a recording that is not there yet', async () => {
    const call = await insertCall(stage.database, company);
    await expect(store({ callId: call.id }, specJob(company.id))).rejects.toMatchObject({
      retryAfterMs: 30_000,
    });
    await expect(
      store({ callId: call.id }, specJob(company.id, { attempt: 3 })),
    ).rejects.toMatchObject({ retryAfterMs: 120_000 });
    expect((await read(call.id)).recordingStoredKey).toBeNull();
  });

  it('asks Twilio with the account’s credentials', async () => {
    await stage.database.asSystem(({ db }) =>
      db.companyIntegration.create({
        data: {
          companyId: company.id,
          provider: 'twilio',
          accountRef: `AC-${company.id}`,
          webhookToken: `twilio-${company.id}`,
          credentialsEnc: seal(TEST_ENCRYPTION_KEY, JSON.stringify({ authToken: 'secret' })),
        },
      }),
    );
    const basic = `Basic ${Buffer.from(`AC-${company.id}:secret`).toString('base64')}`;
    server.on('GET /Recordings', ({ headers }) =>
      headers.authorization === basic ? { body: audio } : { status: 401 },
    );
    const call = await insertCall(stage.database, company, {
      recordingUrl: `${server.url}/Recordings/RE1.mp3`,
      provider: 'twilio',
    });
    await store({ callId: call.id }, specJob(company.id));
    expect((await read(call.id)).recordingStoredKey).toBe(`${company.id}/calls/${call.id}.mp3`);
  });

  it('fetches nothing from a host that is not on the list', async () => {
    const call = await insertCall(stage.database, company, {
      recordingUrl: 'http://127.0.0.1:1/audio',
    });
    await expect(store({ callId: call.id }, specJob(company.id))).rejects.toMatchObject({
      isRetryable: false,
    });
  });
});
