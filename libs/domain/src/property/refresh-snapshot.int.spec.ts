import { createHttpClient, createKeyPool, createOpenaiClient } from '@otto/integrations';
import { createSpecLogger, seedCompany, uniquePhone, type SeededCompany } from '@otto/testkit';
import { createScriptedServer, type ScriptedServer } from '../testing/scripted-server';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createRefreshProperty } from './refresh-snapshot';
import { requestSnapshot, requestSnapshotIfStale } from './request-snapshot';

let stage: Stage;
let company: SeededCompany;
let server: ScriptedServer;
let contactCardId: string;

beforeAll(async () => {
  stage = await createStage();
  server = await createScriptedServer();
});
beforeEach(async () => {
  company = await seedCompany(stage.database);
  server.reset();
  contactCardId = await newContact('12 Elm  Street');
});
afterAll(async () => {
  await server.close();
  await stage.stop();
});

const inTenant = <T>(fn: Parameters<typeof stage.database.withTenant<T>>[1]) =>
  stage.database.withTenant(company.id, fn);
const newContact = (address: string | null) =>
  inTenant(async ({ db, companyId }) => {
    const data = {
      companyId,
      primaryPhone: uniquePhone(),
      source: 'manual',
      address,
      city: 'Mesa',
    };
    return (await db.contactCard.create({ data })).id;
  });
const manager = () => ({ id: company.users.manager, role: 'manager' as const });
const ask = () => inTenant((tx) => requestSnapshot(tx, manager(), contactCardId, stage));
const payloads = async () =>
  (
    await stage.database.sql.query<{ payload: Parameters<typeof refresh>[0] }>(
      `select payload from jobs where company_id = $1 and task = 'property.refresh-snapshot'`,
      [company.id],
    )
  ).map(({ payload }) => payload);
const card = () =>
  inTenant(({ db }) => db.contactCard.findUniqueOrThrow({ where: { id: contactCardId } }));

const answerWith = (content: string): void =>
  server.on('POST /v1/chat/completions', {
    body: { choices: [{ message: { content }, finish_reason: 'stop' }] },
  });
const openai = () =>
  createOpenaiClient({
    baseUrl: `${server.url}/v1`,
    keys: createKeyPool({ keys: ['k'], strategy: 'round_robin' }),
    http: createHttpClient({ vendor: 'openai', timeoutMs: 5_000, logger: createSpecLogger() }),
  });
const refresh = (
  asked: { contactCardId: string; addressHash: string; isAutomatic?: boolean },
  client: ReturnType<typeof openai> | null = openai(),
) => createRefreshProperty({ ...stage, openai: client })(asked, specJob(company.id));

describe('what is known of a house', () => {
  it('is asked for once, however often people ask, and told when it is there', async () => {
    const [first, second] = [await ask(), await ask()];
    expect(second.jobId).toBe(first.jobId);
    const [asked] = await payloads();
    if (!asked) throw new Error('there is no job');
    answerWith('roof_type="metal"');
    const told = stage.told.length;
    await refresh(asked);
    await refresh(asked);
    expect(await card()).toMatchObject({
      propertySnapshot: { roofType: 'metal', stories: null },
      propertySnapshotRaw: 'roof_type="metal"',
      propertySnapshotAt: stage.clock.now(),
    });
    expect(stage.told.slice(told).map(({ envelope }) => envelope.event)).toEqual([
      'contact.property_snapshot.updated',
    ]);
  });

  it('keeps the words in which nothing could be read', async () => {
    await ask();
    answerWith('I\u0000 cannot say.');
    for (const asked of await payloads()) await refresh(asked);
    expect(await card()).toMatchObject({
      propertySnapshot: null,
      propertySnapshotRaw: 'I cannot say.',
    });
  });

  it('is not taken for the house that the customer has moved to meanwhile', async () => {
    await ask();
    answerWith('roof_type="metal"');
    await inTenant(({ db }) =>
      db.contactCard.updateMany({ where: { id: contactCardId }, data: { address: '9 New Road' } }),
    );
    for (const asked of await payloads()) await refresh(asked);
    expect([(await card()).propertySnapshotAt, server.requests]).toEqual([null, []]);
  });

  it('is never made up: without a provider the job that a person asked for is dead', async () => {
    await ask();
    const [asked] = await payloads();
    if (!asked) throw new Error('there is no job');
    await expect(refresh(asked, null)).rejects.toThrow('no OpenAI key is configured');
    await refresh({ ...asked, isAutomatic: true }, null);
    expect((await card()).propertySnapshotAt).toBeNull();
  });

  it('is refused where there is no address', async () => {
    contactCardId = await newContact(null);
    await expect(ask()).rejects.toMatchObject({ code: 'INVALID_STATE' });
  });

  it.each<[string, number | null, number]>([
    ['has never been asked for', null, 1],
    ['is older than 30 days', 31, 1],
    ['is new', 29, 0],
  ])('is asked for without anybody’s wish when it %s', async (_name, daysAgo, jobs) => {
    const now = stage.clock.now();
    const at = daysAgo === null ? null : new Date(now.getTime() - daysAgo * 86_400_000);
    await inTenant(({ db }) =>
      db.contactCard.updateMany({ where: { id: contactCardId }, data: { propertySnapshotAt: at } }),
    );
    await inTenant((tx) => requestSnapshotIfStale(tx, contactCardId, { jobs: stage.jobs, now }));
    expect(await payloads()).toHaveLength(jobs);
  });
});
