import { createHttpClient, seal } from '@otto/integrations';
import { seedCompany, TEST_ENCRYPTION_KEY, uniqueId, type SeededCompany } from '@otto/testkit';
import { createTwilioAccounts } from '../integrations/twilio-accounts';
import { insertCall } from '../testing/insert-call';
import { createScriptedServer, type ScriptedServer } from '../testing/scripted-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createStoreMedia } from './store-media';

const picture = Buffer.from('not really a picture');

describe('storing the pictures of a text', () => {
  let stage: Stage;
  let company: SeededCompany;
  let server: ScriptedServer;
  let store: ReturnType<typeof createStoreMedia>;

  beforeAll(async () => {
    [stage, server] = await Promise.all([createStage(), createScriptedServer()]);
    company = await seedCompany(stage.database);
    const credentialsEnc = seal(TEST_ENCRYPTION_KEY, JSON.stringify({ authToken: 'secret' }));
    const accountRef = `AC-${company.id}`;
    await stage.database.asSystem(({ db }) =>
      db.companyIntegration.create({
        data: {
          companyId: company.id,
          provider: 'twilio',
          accountRef,
          webhookToken: `twilio-${company.id}`,
          credentialsEnc,
        },
      }),
    );
    store = createStoreMedia({
      ...stage,
      mediaHosts: [new URL(server.url).host],
      maxMediaBytes: 1_000,
      twilioAccounts: createTwilioAccounts({
        database: stage.database,
        baseUrl: server.url,
        encryptionKeys: TEST_ENCRYPTION_KEY,
        http: createHttpClient({ vendor: 'twilio', timeoutMs: 5_000 }),
        mediaHosts: [],
      }),
    });
    const basic = `Basic ${Buffer.from(`${accountRef}:secret`).toString('base64')}`;
    server.on('GET /twilio', ({ headers }) =>
      headers.authorization === basic
        ? { body: picture, headers: { 'content-type': 'image/jpeg' } }
        : { status: 401 },
    );
    server.on('GET /page', { body: picture, headers: { 'content-type': 'text/html' } });
    server.on('GET /large', { body: Buffer.alloc(1_001) });
    server.on('GET /busy', { status: 503 });
  });
  afterAll(async () => {
    await server.close();
    await stage.stop();
  });

  const receive = async (provider: 'callrail' | 'twilio', ...paths: string[]) => {
    const { contactCardId, phone } = await insertCall(stage.database, company);
    const mediaUrls = paths.map((path) => (path.startsWith('/') ? `${server.url}${path}` : path));
    const { id } = await stage.database.withTenant(company.id, ({ db }) =>
      db.message.create({
        data: {
          companyId: company.id,
          contactCardId,
          direction: 'inbound',
          senderRole: 'customer',
          sender: phone,
          body: '',
          mediaUrls,
          type: 'manual',
          provider,
          providerMessageId: uniqueId('SM'),
          status: 'received',
        },
      }),
    );
    return id;
  };
  const keysOf = async (id: string) => {
    const { mediaKeys } = await stage.database.withTenant(company.id, ({ db }) =>
      db.message.findUniqueOrThrow({ where: { id } }),
    );
    return mediaKeys.map((key) => key.replace(`${company.id}/messages/${id}/`, '')).sort();
  };
  const stat = (id: string, index: number) =>
    stage.storage.stat(`${company.id}/messages/${id}/${index}`);

  it('copies each with the account’s credentials, once, whoever asks at the same time', async () => {
    const messageId = await receive('twilio', '/twilio/1', '/twilio/2');
    await Promise.all([0, 1].map(() => store({ messageId }, specJob(company.id))));
    expect(await keysOf(messageId)).toEqual(['0', '1']);
    expect(await stat(messageId, 1)).toEqual({
      sizeBytes: picture.length,
      contentType: 'image/jpeg',
    });
    const asked = server.requests.length;
    await store({ messageId }, specJob(company.id));
    expect(server.requests).toHaveLength(asked);
  });

  it('keeps what is no picture as bytes', async () => {
    const messageId = await receive('callrail', '/page');
    await store({ messageId }, specJob(company.id));
    expect(await stat(messageId, 0)).toMatchObject({ contentType: 'application/octet-stream' });
  });

  it.each([
    ['a host that is not on the list', 'http://127.0.0.1:1/picture', false],
    ['a file that is too large', '/large', false],
    ['a provider that is busy', '/busy', true],
  ])('stores the others, and fails, because of %s', async (_name, path, isRetryable) => {
    const messageId = await receive('callrail', path, '/page');
    const storing = store({ messageId }, specJob(company.id));
    await expect(storing).rejects.toMatchObject({ isRetryable });
    expect(await keysOf(messageId)).toEqual(['1']);
    expect(await stat(messageId, 0)).toBeNull();
  });

  it('tries again when one of the failures may pass', async () => {
    const messageId = await receive('callrail', '/large', '/busy');
    const storing = store({ messageId }, specJob(company.id));
    await expect(storing).rejects.toMatchObject({ isRetryable: true });
  });

  it('fetches nothing for another company', async () => {
    const messageId = await receive('twilio', '/twilio/3');
    const rival = await seedCompany(stage.database);
    await store({ messageId }, specJob(rival.id));
    expect(await keysOf(messageId)).toEqual([]);
    expect(server.requests).not.toContain('GET /twilio/3');
  });
});
