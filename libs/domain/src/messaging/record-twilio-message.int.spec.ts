import { seedCompany, uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';
import { deliver, findContacts } from '../testing/deliver';
import { insertCall } from '../testing/insert-call';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createRecordTwilioMessage } from './record-twilio-message';

describe('recording a text that came in at Twilio', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordTwilioMessage>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordTwilioMessage(stage);
  });
  afterAll(() => stage.stop());

  const receive = (body: object, companyId = company.id) =>
    deliver(stage.database, record, { companyId, provider: 'twilio', event: 'sms', body });
  const mediaJobs = (messageId: string | undefined) =>
    stage.database.asSystem(({ db }) =>
      db.job.count({ where: { task: 'messaging.store-media', dedupeKey: messageId ?? 'none' } }),
    );
  const text = (fields: object = {}) => ({
    MessageSid: uniqueId('SM'),
    From: uniquePhone(),
    To: company.trackingNumber,
    Body: ' can you come\non Monday?',
    NumMedia: '0',
    ...fields,
  });

  it('makes a message, and contact and lead of a stranger', async () => {
    const sms = text({ NumMedia: '1', MediaUrl0: 'https://api.twilio.com/ME1' });
    expect(await receive(sms)).toMatchObject({ status: 'processed', completions: 1 });
    const [contact] = await findContacts(stage.database, sms.From);
    expect(contact).toMatchObject({
      companyId: company.id,
      source: 'otto',
      leads: [{ status: 'new', source: 'other', tags: ['sms'] }],
      messages: [
        {
          direction: 'inbound',
          senderRole: 'customer',
          sender: sms.From,
          body: sms.Body,
          mediaUrls: ['https://api.twilio.com/ME1'],
          provider: 'twilio',
          providerMessageId: sms.MessageSid,
          status: 'received',
        },
      ],
    });
    expect(await mediaJobs(contact?.messages[0]?.id)).toBe(1);
    const leadId = contact?.leads[0]?.id;
    expect(contact?.eventLogs).toMatchObject([
      { eventType: 'automation_task_created', leadId },
      { eventType: 'sms.lead.created', leadId },
      { eventType: 'sms_received', leadId, metadata: { messageId: contact?.messages[0]?.id } },
    ]);
  });

  it('adds the text of a known caller to the active lead', async () => {
    const call = await insertCall(stage.database, company);
    await receive(text({ From: call.phone }));
    await receive(text({ From: call.phone }));
    const [contact] = await findContacts(stage.database, call.phone);
    expect(contact?.leads).toMatchObject([{ id: call.leadId, tags: null }]);
    expect(contact?.messages).toHaveLength(2);
    expect(await mediaJobs(contact?.messages[0]?.id)).toBe(0);
    expect(contact?.eventLogs.map(({ eventType }) => eventType)).toEqual([
      'automation_task_created',
      'sms_received',
      'sms_received',
    ]);
  });

  it('makes one message and one lead of ten deliveries of two texts at once', async () => {
    const [one, other] = [text(), text()];
    const texts = [one, { ...other, From: one.From }];
    await Promise.all(Array.from({ length: 10 }, (_, index) => receive(texts[index % 2] ?? one)));
    const [contact, ...others] = await findContacts(stage.database, one.From);
    expect(others).toEqual([]);
    expect(contact?.messages).toHaveLength(2);
    expect(contact?.leads).toHaveLength(1);
    expect(contact?.eventLogs).toHaveLength(4);
  });

  it('opens no new lead when a text comes again after its lead was closed', async () => {
    const sms = text();
    const { deliveryId } = await receive(sms);
    await stage.database.withTenant(company.id, ({ db }) =>
      db.lead.updateMany({
        where: { contact: { is: { primaryPhone: sms.From } } },
        data: { status: 'closed_lost' },
      }),
    );
    expect(await receive(sms)).toMatchObject({ status: 'processed' });
    await record({ deliveryId }, specJob(company.id));
    const [contact] = await findContacts(stage.database, sms.From);
    expect(contact?.leads).toMatchObject([{ status: 'closed_lost' }]);
    expect(contact?.messages).toHaveLength(1);
  });

  it('leaves a text to another company’s number unroutable, and stores nothing', async () => {
    const rival = await seedCompany(stage.database);
    const sms = text({ To: rival.trackingNumber });
    expect(await receive(sms)).toMatchObject({ status: 'unroutable' });
    expect(await findContacts(stage.database, sms.From)).toEqual([]);
  });

  it('does not take another company’s text for its own', async () => {
    const rival = await seedCompany(stage.database);
    const sms = text();
    await receive(sms);
    const forged = { ...sms, To: rival.trackingNumber, Body: 'forged' };
    expect(await receive(forged, rival.id)).toMatchObject({ status: 'failed' });
    const contacts = await findContacts(stage.database, sms.From);
    expect(contacts.flatMap(({ messages }) => messages)).toMatchObject([
      { companyId: company.id, body: sms.Body },
    ]);
  });

  it.each([
    ['fails on a body without an id', { MessageSid: undefined }, 'failed'],
    ['ignores a sender without a number', { From: '72645' }, 'ignored'],
  ])('%s, and is done with it', async (_name, fields, status) => {
    expect(await receive(text(fields))).toMatchObject({ status, completions: 1 });
  });

  it('stores what PostgreSQL would refuse without it', async () => {
    const sms = text({ Body: 'a\u0000b\ud800' });
    await receive(sms);
    const [contact] = await findContacts(stage.database, sms.From);
    expect(contact?.messages[0]?.body).toBe('ab\ufffd');
  });
});
