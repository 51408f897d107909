import type { SignedInUser } from '../http/authenticate';
import type { Incoming } from './hub';
import { createSession } from './session';
import { createSubscriptions } from './subscriptions';

const user = { id: 'user-1', companyId: 'org-1', role: 'manager' } as SignedInUser;
const LAST_ID = '1-0';
const event = (channel: string): Incoming => ({
  id: '2-0',
  channels: [channel],
  repIds: [],
  changedUserId: null,
  text: `in ${channel}`,
});

/** A session whose replays fail. */
function startSession() {
  const [said, pushed]: [object[], string[]] = [[], []];
  const subscriptions = createSubscriptions(user, (text) => pushed.push(text));
  const obey = createSession({
    user,
    subscriptions,
    hub: {
      join: () => Promise.reject(new Error('not asked for')),
      since: () => {
        subscriptions.take(event('held'));
        return Promise.reject(new Error('Redis is away'));
      },
    },
    maySubscribe: () => Promise.resolve(true),
    say: (message) => said.push(message),
  });
  return { said, pushed, subscriptions, obey };
}

describe('a subscription whose replay fails', () => {
  it('is not there, so that no events wait for it', async () => {
    const { said, pushed, subscriptions, obey } = startSession();
    await expect(
      obey({ type: 'subscribe', channel: 'new', last_event_id: LAST_ID }),
    ).rejects.toThrow('Redis is away');
    expect(subscriptions.has('new')).toBe(false);
    subscriptions.take(event('new'));
    expect([said, pushed]).toEqual([[], []]);
  });

  it('goes on as it was when the channel was followed before', async () => {
    const { pushed, subscriptions, obey } = startSession();
    await obey({ type: 'subscribe', channel: 'held' });
    await expect(
      obey({ type: 'subscribe', channel: 'held', last_event_id: LAST_ID }),
    ).rejects.toThrow('Redis is away');
    subscriptions.take(event('held'));
    expect(pushed).toEqual(['in held', 'in held']);
  });
});

describe('a client at the limit of channels', () => {
  it('may subscribe anew to what it follows, and to nothing else', async () => {
    const { said, subscriptions, obey } = startSession();
    for (let index = 0; index < 50; index += 1) {
      subscriptions.add(`c${index}`);
      subscriptions.caughtUp(`c${index}`, []);
    }
    await obey({ type: 'subscribe', channel: 'c7' });
    await obey({ type: 'subscribe', channel: 'new' });
    expect(said).toEqual([
      expect.objectContaining({ channel: 'c7', success: true }),
      expect.objectContaining({ channel: 'new', success: false, error: 'too_many' }),
    ]);
  });
});
