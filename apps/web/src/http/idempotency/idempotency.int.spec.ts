import { randomUUID } from 'node:crypto';
import type { Express } from 'express';
import request, { type Response } from 'supertest';
import { z } from 'zod';
import type { TenantTx } from '@otto/db';
import { DomainError } from '@otto/domain';
import {
  createTestDatabase,
  seedCompany,
  uniquePhone,
  type SeededCompany,
  type TestDatabase,
} from '@otto/testkit';
import { createFrameApp } from '../../testing/frame-app';
import { reply } from '../reply';
import { defineRoute } from '../route';

let test: TestDatabase;
let company: SeededCompany;
let app: Express;
/** What use cases do next, by the phone that they are asked for; else they just add the contact. */
const twists = new Map<string, (tx: TenantTx | null) => Promise<void>>();
let worked = 0;
let writeIds: string[] = [];

const body = z.object({ phone: z.string(), note: z.string().optional() });
const declaration = {
  method: 'post',
  roles: ['manager', 'csr'],
  resource: 'contacts',
  docs: { summary: 'Add a contact' },
  body,
  answer: z.object({ id: z.string() }),
} as const;

const routes = [
  defineRoute({
    ...declaration,
    path: '/api/v1/handled',
    status: 201,
    handle: async ({ tx, body: { phone } }) => {
      const data = { companyId: company.id, primaryPhone: phone, source: 'manual' };
      const { id } = await tx.db.contactCard.create({ data });
      await twists.get(phone)?.(tx);
      return { id };
    },
  }),
  defineRoute({
    ...declaration,
    path: '/api/v1/worked',
    otherStatuses: [202],
    work: async ({ writeId, body: { phone } }) => {
      worked += 1;
      writeIds.push(writeId);
      await twists.get(phone)?.(null);
      return reply({ id: String(worked) }, { status: 202, message: 'On its way.' });
    },
  }),
];

beforeAll(async () => {
  test = await createTestDatabase();
  company = await seedCompany(test.database);
  app = createFrameApp(routes, { database: test.database, company });
});
afterAll(() => test.stop());

const post = (path: string, key: string | null, sent: object, user = 'csr') => {
  const sending = request(app).post(`/api/v1/${path}`).set('Authorization', user);
  return (key === null ? sending : sending.set('Idempotency-Key', key)).send(sent);
};
const contactsWith = async (phone: string): Promise<number> =>
  (await test.database.sql.query('select 1 from contact_cards where primary_phone = $1', [phone]))
    .length;
const once = (fn: (tx: TenantTx | null) => Promise<void>) => {
  let left = 1;
  return async (tx: TenantTx | null) => (left-- > 0 ? fn(tx) : undefined);
};
/** A place where a use case stops, until the spec lets it go on. */
const pausing = () => {
  const place = { reach: () => {}, go: () => {} };
  const reached = new Promise<void>((resolve) => (place.reach = resolve));
  const free = new Promise<void>((resolve) => (place.go = resolve));
  const stop = async () => {
    place.reach();
    await free;
  };
  return { reached, stop, go: () => place.go() };
};
const codes = (answers: readonly Response[]) =>
  answers.map(({ status, body: { error_code: code } }) => code ?? status);

describe('a write with an Idempotency-Key', () => {
  it('is done once and answered the same each time, whatever the order of its fields', async () => {
    const [key, phone] = [randomUUID(), uniquePhone()];
    const first = await post('handled', key, { phone, note: 'a' });
    const again = await post('handled', key, { note: 'a', phone });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.text).toBe(first.text);
    expect([first.headers, again.headers].map((one) => one['idempotent-replay'])).toEqual([
      undefined,
      'true',
    ]);
    expect(await contactsWith(phone)).toBe(1);
  });

  it('is done once however many come at the same time', async () => {
    const [key, phone] = [randomUUID(), uniquePhone()];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => post('handled', key, { phone })),
    );
    const late = await post('handled', key, { phone });
    expect(late.status).toBe(201);
    const good = answers.filter(({ status }) => status === 201);
    expect(new Set([late, ...good].map(({ text }) => text)).size).toBe(1);
    expect(good.filter((one) => one.headers['idempotent-replay'] === undefined)).toHaveLength(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(codes(others)).toEqual(others.map(() => 'IDEMPOTENCY_IN_PROGRESS'));
    expect(await contactsWith(phone)).toBe(1);
  });

  it.each(['handled', 'worked'])(
    'answers 422 to a key that came with something else (%s)',
    async (path) => {
      const key = randomUUID();
      await post(path, key, { phone: uniquePhone() });
      const other = await post(path, key, { phone: uniquePhone() });
      expect(codes([other])).toEqual(['IDEMPOTENCY_KEY_REUSED']);
      expect(other.status).toBe(422);
    },
  );

  it('has one id each time it is worked on, and another with another key or without one', async () => {
    writeIds = [];
    const [key, phone] = [randomUUID(), uniquePhone()];
    const fail = async () => Promise.reject(new Error('a defect'));
    twists.set(phone, fail);
    for (const used of [key, key, randomUUID(), null, null]) await post('worked', used, { phone });
    const [first, ...others] = writeIds;
    expect(others[0]).toBe(first);
    expect(new Set(writeIds).size).toBe(4);
  });

  it('belongs to its user and its path', async () => {
    const key = randomUUID();
    const phones = [uniquePhone(), uniquePhone(), uniquePhone()];
    const answers = [
      await post('handled', key, { phone: phones[0] }),
      await post('handled', key, { phone: phones[1] }, 'manager'),
      await post('worked', key, { phone: phones[2] }),
    ];
    expect(codes(answers)).toEqual([201, 201, 202]);
  });

  it('keeps a refusal, and nothing of what was done before it', async () => {
    const [key, phone] = [randomUUID(), uniquePhone()];
    twists.set(
      phone,
      once(async () => {
        throw new DomainError('INVALID_STATE', 'Not now.');
      }),
    );
    const first = await post('handled', key, { phone });
    const again = await post('handled', key, { phone });
    expect(codes([first, again])).toEqual(['INVALID_STATE', 'INVALID_STATE']);
    expect(again.text).toBe(first.text);
    expect(again.type).toBe('application/problem+json');
    expect(again.headers['idempotent-replay']).toBe('true');
    expect(await contactsWith(phone)).toBe(0);
  });

  it('forgets a failure of ours, so that it can be tried again', async () => {
    for (const path of ['handled', 'worked']) {
      const [key, phone] = [randomUUID(), uniquePhone()];
      twists.set(
        phone,
        once(async () => {
          throw new Error('a defect');
        }),
      );
      expect((await post(path, key, { phone })).status).toBe(500);
      expect((await post(path, key, { phone })).status).toBeLessThan(300);
    }
  });

  it('is not done when its connection dies before the commit, and is done by the next', async () => {
    const [key, phone] = [randomUUID(), uniquePhone()];
    twists.set(
      phone,
      once(async (tx) => {
        const [row] = (await tx?.query<{ pid: number }>('select pg_backend_pid() as pid')) ?? [];
        await test.database.sql.query('select pg_terminate_backend($1)', [row?.pid]);
      }),
    );
    expect((await post('handled', key, { phone })).status).toBeGreaterThanOrEqual(500);
    expect(await contactsWith(phone)).toBe(0);
    expect((await post('handled', key, { phone })).status).toBe(201);
    expect((await post('handled', key, { phone })).headers['idempotent-replay']).toBe('true');
    expect(await contactsWith(phone)).toBe(1);
  });

  it('that calls a provider is in progress until it is answered, and free again after a crash', async () => {
    const [key, phone] = [randomUUID(), uniquePhone()];
    const before = worked;
    let second: Response | undefined;
    twists.set(
      phone,
      once(async () => {
        second = await post('worked', key, { phone });
      }),
    );
    const first = await post('worked', key, { phone });
    expect(codes([first, second as Response])).toEqual([202, 'IDEMPOTENCY_IN_PROGRESS']);
    expect(first.body.message).toBe('On its way.');
    expect((await post('worked', key, { phone })).text).toBe(first.text);
    expect(worked).toBe(before + 1);

    await test.database.sql.query(
      `update idempotency_records set state = 'in_progress', status_code = null,
         response_body = null, lease_until = now() - interval '1 second' where key = $1`,
      [key],
    );
    expect((await post('worked', key, { phone })).status).toBe(202);
    expect(worked).toBe(before + 2);
  });

  it.each(['answers', 'fails'] as const)(
    'leaves the claim of the next alone when its worker has outlived its lease and %s',
    async (end) => {
      const [key, phone] = [randomUUID(), uniquePhone()];
      const slow = pausing();
      const next = pausing();
      const pauses = [slow, next];
      twists.set(phone, async () => {
        const mine = pauses.shift();
        await mine?.stop();
        if (mine === slow && end === 'fails') throw new Error('a defect');
      });
      const first = post('worked', key, { phone }).then((answer) => answer);
      await slow.reached;
      await test.database.sql.query(
        `update idempotency_records set lease_until = now() - interval '1 second' where key = $1`,
        [key],
      );
      const second = post('worked', key, { phone }).then((answer) => answer);
      await next.reached;
      slow.go();
      expect(codes([await first])).toEqual([
        end === 'fails' ? 'INTERNAL_SERVER_ERROR' : 'IDEMPOTENCY_IN_PROGRESS',
      ]);
      expect(codes([await post('worked', key, { phone })])).toEqual(['IDEMPOTENCY_IN_PROGRESS']);
      next.go();
      const answered = await second;
      expect(answered.status).toBe(202);
      expect((await post('worked', key, { phone })).text).toBe(answered.text);
    },
  );

  it('expires after a day', async () => {
    const key = randomUUID();
    const first = await post('worked', key, { phone: 'x' });
    await test.database.sql.query(
      `update idempotency_records set expires_at = expires_at - interval '25 hours' where key = $1`,
      [key],
    );
    const next = await post('worked', key, { phone: 'y' });
    expect(next.status).toBe(202);
    expect(next.text).not.toBe(first.text);
  });

  it.each(['short', 'x'.repeat(256), 'with a space in it'])(
    'answers 400 to the key %j',
    async (key) => {
      expect(codes([await post('handled', key, { phone: uniquePhone() })])).toEqual([
        'INVALID_IDEMPOTENCY_KEY',
      ]);
    },
  );

  it('is optional', async () => {
    const before = worked;
    await post('worked', null, { phone: 'x' });
    await post('worked', null, { phone: 'x' });
    expect(worked).toBe(before + 2);
  });
});
