import type { SeededCompany } from '@otto/testkit';
import { specJob } from '../testing/spec-job';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createSendMessage } from './send-message';
import { createSendText } from './send-text';
import type { SendMessage } from './sending';
import { textContact } from './text-contact';

describe('a text that a person wrote', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    texting.stage.clock.set(new Date());
    company = await texting.company();
    await quiet('00:00', '00:00');
  });
  afterAll(() => texting.stop());

  const quiet = (start: string, end: string) =>
    texting.stage.database.sql.query(
      `update companies set quiet_hours_start = $2, quiet_hours_end = $3 where id = $1`,
      [company.id, start, end],
    );
  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const write = async (overridesQuietHours = false) => {
    const { contactCardId, phone } = await texting.request(company);
    const viewer = { id: company.users.csr, role: 'csr' } as const;
    const scene = { ...texting.stage, signUrl: () => '', now: texting.stage.clock.now() };
    const text = { contactCardId, body: 'Is ten fine?', overridesQuietHours };
    const { id: messageId } = await inTenant((tx) => textContact(tx, viewer, text, scene));
    return { messageId, phone, overridesQuietHours };
  };
  const send = (
    { messageId, overridesQuietHours }: { messageId: string; overridesQuietHours: boolean },
    job = specJob(company.id),
    sendMessage: SendMessage = createSendMessage(texting.deps),
  ) => createSendText({ ...texting.stage, sendMessage })({ messageId, overridesQuietHours }, job);
  const read = ({ messageId }: { messageId: string }) =>
    inTenant(({ db }) => db.message.findUniqueOrThrow({ where: { id: messageId } }));
  const waiting = () =>
    texting.stage.database.sql.query<{ run_at: Date }>(
      `select run_at from jobs where company_id = $1 and task = 'messaging.send-text'
         and status = 'scheduled'`,
      [company.id],
    );

  it('goes out once, however often its job runs, and says who writes and how to stop it', async () => {
    const text = await write();
    await Promise.all([send(text), send(text)]);
    await send(text);
    expect(texting.asked()).toBe(1);
    const message = await read(text);
    expect(message).toMatchObject({ status: 'queued', type: 'manual', sender: company.users.csr });
    expect(message.body).toContain(company.name);
    expect(message.body).toContain('STOP');
  });

  it('is not sent after a STOP that came in between, and says why', async () => {
    const text = await write(true);
    await inTenant(({ db }) =>
      db.smsConsent.create({
        data: {
          companyId: company.id,
          phone: text.phone,
          state: 'opted_out',
          source: 'keyword',
          changedAt: new Date(),
        },
      }),
    );
    await send(text);
    expect(texting.asked()).toBe(0);
    expect(await read(text)).toMatchObject({ status: 'failed', errorCode: 'opted_out' });
  });

  it('waits when quiet hours have begun meanwhile, unless its writer wants otherwise', async () => {
    const [text, urgent] = [await write(), await write(true)];
    const hour = String((new Date().getUTCHours() + 7) % 24).padStart(2, '0');
    await quiet(`${hour}:01`, `${hour}:00`);
    await send(text);
    await send(urgent);
    expect(texting.asked()).toBe(1);
    expect(await read(text)).toMatchObject({ status: 'held' });
    expect((await waiting()).map(({ run_at }) => run_at > new Date())).toEqual([true]);
  });

  it('is tried again by its job when nobody took it, and fails with the last try', async () => {
    const text = await write();
    const away: SendMessage = () =>
      Promise.resolve({ outcome: 'failed', code: '20429', isOptOut: false, isRetryable: true });
    const last = specJob(company.id, { attempt: 6, maxAttempts: 6 });
    await expect(send(text, specJob(company.id, { maxAttempts: 6 }), away)).rejects.toThrow(
      'not taken',
    );
    expect(await read(text)).toMatchObject({ status: 'held' });
    await send(text, last, away);
    expect(await read(text)).toMatchObject({ status: 'failed', errorCode: '20429' });
  });

  it('is looked for later when nobody knows whether it went out', async () => {
    const text = await write();
    const silent: SendMessage = () =>
      Promise.resolve({ outcome: 'unknown', messageId: text.messageId });
    await send(text, specJob(company.id), silent);
    expect(await waiting()).toHaveLength(1);
  });
});
