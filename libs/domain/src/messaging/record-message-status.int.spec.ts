import { seedCompany, uniqueId, type SeededCompany } from '@otto/testkit';
import { deliver } from '../testing/deliver';
import { insertCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { createRecordMessageStatus } from './record-message-status';

describe('recording how far a text has come', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordMessageStatus>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordMessageStatus(stage);
  });
  afterAll(() => stage.stop());

  const send = async (part: object = {}) => {
    const { contactCardId } = await insertCall(stage.database, company);
    return stage.database.withTenant(company.id, ({ db }) =>
      db.message.create({
        data: {
          companyId: company.id,
          contactCardId,
          direction: 'outbound',
          senderRole: 'otto',
          sender: company.trackingNumber,
          body: 'sorry we missed you',
          type: 'automated',
          provider: 'twilio',
          providerMessageId: uniqueId('SM'),
          status: 'queued',
          ...part,
        },
      }),
    );
  };
  type Message = Awaited<ReturnType<typeof send>>;
  interface Told {
    readonly companyId?: string;
    readonly attempt?: number;
    readonly ErrorCode?: string;
  }
  const hear = (
    { providerMessageId }: Pick<Message, 'providerMessageId'>,
    MessageStatus: string | undefined,
    { companyId = company.id, attempt = 1, ...fields }: Told = {},
  ) => {
    const body = { MessageSid: providerMessageId, MessageStatus, ...fields };
    const delivery = { companyId, attempt, provider: 'twilio', event: 'sms-status', body } as const;
    return deliver(stage.database, record, delivery);
  };
  const read = ({ id }: Message) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.message.findUniqueOrThrow({ where: { id } }),
    );

  it.each([
    ['in order', ['queued', 'sent', 'delivered']],
    ['in reverse and again', ['delivered', 'sent', 'queued', 'delivered']],
  ])('comes to delivered when the statuses are heard %s', async (_name, statuses) => {
    const message = await send();
    for (const status of statuses) {
      expect(await hear(message, status)).toMatchObject({ status: 'processed', completions: 1 });
    }
    const { status, deliveredAt, errorCode } = await read(message);
    expect([status, errorCode, deliveredAt === null]).toEqual(['delivered', null, false]);
  });

  it('notes the code of a refusal, which later news does not undo', async () => {
    const message = await send();
    await hear(message, 'failed', { ErrorCode: '21610' });
    await hear(message, 'delivered');
    expect(await read(message)).toMatchObject({ status: 'failed', errorCode: '21610' });
  });

  it('ends in one state when all statuses are heard at once', async () => {
    const message = await send();
    const statuses = ['delivered', 'sent', 'queued', 'sending', 'sent', 'delivered'];
    await Promise.all(statuses.map((status) => hear(message, status)));
    expect((await read(message)).status).toBe('delivered');
  });

  it('waits for a text that is not known, and gives up at last', async () => {
    const unknown = { providerMessageId: uniqueId('SM') };
    await expect(hear(unknown, 'sent')).rejects.toThrow('not known yet');
    const last = { attempt: 8 };
    expect(await hear(unknown, 'sent', last)).toMatchObject({ status: 'unroutable' });
  });

  it('moves no text of another company', async () => {
    const message = await send();
    const { id: companyId } = await seedCompany(stage.database);
    const outcome = await hear(message, 'failed', { companyId, attempt: 8 });
    expect(outcome).toMatchObject({ status: 'unroutable' });
    expect((await read(message)).status).toBe('queued');
  });

  it.each([
    ['fails on a body without a status', undefined, 'failed'],
    ['ignores a status that it does not know', 'partially_delivered', 'ignored'],
  ])('%s, and is done with it', async (_name, word, status) => {
    const message = await send();
    expect(await hear(message, word)).toMatchObject({ status, completions: 1 });
    expect((await read(message)).status).toBe('queued');
  });

  it('leaves a text that came in as it is', async () => {
    const message = await send({
      direction: 'inbound',
      senderRole: 'customer',
      status: 'received',
    });
    expect(await hear(message, 'delivered')).toMatchObject({ status: 'ignored' });
    expect((await read(message)).status).toBe('received');
  });
});
