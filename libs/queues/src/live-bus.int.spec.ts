import { setImmediate as nextTurn } from 'node:timers/promises';
import { createSpecLogger, createTestRedis, type LocalServer } from '@otto/testkit';
import { connectRedis, createLiveBus, createRedis, type LiveBus } from './index';

const quiet = () => undefined;
const logger = createSpecLogger();

describe('the live bus of a process that has just started', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await createTestRedis();
  });
  afterAll(() => server.stop());

  /** Listens to two tenants, to the second so many turns later, while the connection is being made. */
  async function hearTwo(turns: number): Promise<string[]> {
    const redis = createRedis({ url: server.url, name: 'spec', onError: quiet });
    await connectRedis(redis);
    const bus = createLiveBus({ redis, logger });
    const heard: string[] = [];
    const hasBoth = new Promise<void>((resolve) => {
      const take = ({ text }: { readonly text: string }) => {
        if (heard.push(text) === 2) resolve();
      };
      void listenToBoth(bus, take, turns);
    });
    await hasBoth;
    bus.close();
    redis.disconnect();
    return heard.sort();
  }

  it('hears every tenant, whenever it begins to listen', async () => {
    for (let turns = 0; turns < 60; turns += 1) {
      expect(await hearTwo(turns)).toEqual(['of org_one', 'of org_two']);
    }
  });
});

async function listenToBoth(
  bus: LiveBus,
  take: Parameters<LiveBus['listen']>[1],
  turns: number,
): Promise<void> {
  const first = bus.listen('org_one', take);
  for (let turn = 0; turn < turns; turn += 1) await nextTurn();
  await Promise.all([first, bus.listen('org_two', take)]);
  for (const id of ['org_one', 'org_two']) bus.send(id, `of ${id}`);
}
