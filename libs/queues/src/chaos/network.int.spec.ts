import { connectRedis, createRedis, type Redis } from '../index';
import {
  createChaosStage,
  createTcpProxy,
  createTestDatabase,
  createTestRedis,
  oneTo,
  type ChaosStage,
  type LocalServer,
  type TcpProxy,
  type TestDatabase,
} from '@otto/testkit';

jest.setTimeout(90_000);

const COUNT = 20;

describe('a network between the services and Redis', () => {
  let db: TestDatabase;
  let primary: LocalServer;
  let network: TcpProxy;
  let stage: ChaosStage;

  beforeEach(async () => {
    db = await createTestDatabase();
    primary = await createTestRedis();
    network = await createTcpProxy(primary.port);
    stage = await createChaosStage({
      databaseUrl: db.url,
      redisUrl: `redis://127.0.0.1:${network.port}`,
    });
    await stage.startWorker({ concurrency: 5 });
  });
  afterEach(async () => {
    await stage.stop();
    await network.stop();
    await primary.stop();
    await db.stop();
  });

  it('whose connections go silent without closing: new ones are made, and every job runs', async () => {
    await stage.enqueueOne(1, 0);
    await stage.effects(1);
    network.freeze();
    for (let n = 2; n <= COUNT; n += 1) await stage.enqueueOne(n, 0);
    await stage.effects(COUNT);
    expect(await stage.recorded()).toEqual(oneTo(COUNT));
  });

  it('that leads to the promoted replica after a failover: every job runs, and new ones too', async () => {
    const replica = await createTestRedis();
    const [old, promoted] = [await commandsOf(primary), await commandsOf(replica)];
    await promoted.replicaof('127.0.0.1', primary.port);
    await stage.enqueue(COUNT, 300);
    await stage.starts(COUNT / 4);
    network.leadTo(replica.port);
    await promoted.replicaof('NO', 'ONE');
    // The old primary still answers to whoever is connected, as a replica that takes no writes.
    await old.replicaof('127.0.0.1', replica.port);
    await stage.effects(COUNT);
    await stage.enqueueOne(COUNT + 1, 0);
    await stage.effects(COUNT + 1);
    expect(await stage.recorded()).toEqual(oneTo(COUNT + 1));
    old.disconnect();
    promoted.disconnect();
    await replica.stop();
  });
});

async function commandsOf({ url }: LocalServer): Promise<Redis> {
  const redis = createRedis({ url, name: 'spec', onError: () => undefined });
  await connectRedis(redis);
  return redis;
}
