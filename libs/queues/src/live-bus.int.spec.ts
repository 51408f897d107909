import type { Logger } from '@otto/observability';
import { createTestRedis, type LocalServer } from '@otto/testkit';
import { connectRedis, createLiveBus, createRedis } from './index';

const quiet = () => undefined;
const logger: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet };

describe('the live bus of a process that has just started', () => {
  let server: LocalServer;
  beforeAll(async () => {
    server = await createTestRedis();
  });
  afterAll(() => server.stop());

  /** Listens to two tenants at the same moment, on a connection that is only being made. */
  async function hearTwo(): Promise<string[]> {
    const redis = createRedis({ url: server.url, name: 'spec', onError: quiet });
    await connectRedis(redis);
    const bus = createLiveBus({ redis, logger });
    const heard: string[] = [];
    const both = new Promise<void>((resolve) => {
      const take = ({ text }: { readonly text: string }) => {
        if (heard.push(text) === 2) resolve();
      };
      void Promise.all(['org_one', 'org_two'].map((id) => bus.listen(id, take))).then(() => {
        for (const id of ['org_one', 'org_two']) bus.send(id, `of ${id}`);
      });
    });
    await both;
    bus.close();
    redis.disconnect();
    return heard.sort();
  }

  it('hears every tenant that it listens to, however often it is tried', async () => {
    for (let round = 0; round < 30; round += 1) {
      expect(await hearTwo()).toEqual(['of org_one', 'of org_two']);
    }
  });
});
