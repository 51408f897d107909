import { seedCompany, uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';
import { deliver, findContacts } from '../testing/deliver';
import { createStage, type Stage } from '../testing/stage';
import { createRecordCallrailText } from './record-callrail-text';

describe('recording a text at CallRail', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordCallrailText>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordCallrailText(stage);
  });
  afterAll(() => stage.stop());

  const hear = (event: string, body: object, companyId = company.id) =>
    deliver(stage.database, record, { companyId, provider: 'callrail', event, body });
  const received = (customer: string, fields: object = {}) => ({
    resource_id: uniqueId('SCI'),
    source_number: customer,
    destination_number: company.trackingNumber,
    content: 'can you come on Monday?',
    timestamp: '2026-11-24T09:15:00.100-07:00',
    ...fields,
  });
  const sent = (customer: string, fields: object = {}) =>
    received(customer, {
      source_number: company.trackingNumber,
      destination_number: customer,
      content: 'we can',
      timestamp: '2026-11-24T09:16:00.100-07:00',
      agent: { name: 'Ann' },
      ...fields,
    });
  const threadOf = async (phone: string) => {
    const [contact] = await findContacts(stage.database, phone);
    const messages = contact?.messages.sort((a, b) => +a.createdAt - +b.createdAt);
    return { ...contact, messages };
  };

  it.each([
    ['in order', [0, 1]],
    ['the answer first', [1, 0]],
  ])('makes one thread of question and answer, heard %s', async (_name, order) => {
    const customer = uniquePhone();
    const events: readonly (readonly [string, object])[] = [
      ['text-received', received(customer)],
      ['text-sent', sent(customer)],
    ];
    for (const index of [...order, ...order]) {
      const [event, body] = events[index] ?? ['none', {}];
      expect(await hear(event, body)).toMatchObject({ status: 'processed', completions: 1 });
    }
    const thread = await threadOf(customer);
    expect(thread).toMatchObject({
      source: 'callrail',
      leads: [{ status: 'new', source: 'other' }],
      messages: [
        {
          direction: 'inbound',
          senderRole: 'customer',
          sender: customer,
          status: 'received',
          createdAt: new Date('2026-11-24T16:15:00.100Z'),
        },
        {
          direction: 'outbound',
          senderRole: 'csr',
          sender: company.trackingNumber,
          type: 'manual',
          status: 'sent',
          body: 'we can',
        },
      ],
    });
    const told = thread.eventLogs?.filter(({ eventType }) => eventType.startsWith('sms_'));
    expect(told).toMatchObject([
      { eventType: 'sms_received', actorRole: 'customer' },
      { eventType: 'sms_sent', actorRole: 'csr', metadata: { writer: 'Ann' } },
    ]);
  });

  it('says that a text made the lead only of the customer’s', async () => {
    const [asker, asked] = [uniquePhone(), uniquePhone()];
    await hear('text-received', received(asker));
    await hear('text-sent', sent(asked));
    const created = async (phone: string) =>
      (await threadOf(phone)).eventLogs?.filter(({ eventType }) => eventType === 'sms.lead.created')
        .length;
    expect([await created(asker), await created(asked)]).toEqual([1, 0]);
  });

  it('makes one message of eight deliveries at once', async () => {
    const customer = uniquePhone();
    const body = received(customer);
    await Promise.all(Array.from({ length: 8 }, () => hear('text-received', body)));
    const thread = await threadOf(customer);
    expect(thread.messages).toHaveLength(1);
    expect(thread.eventLogs).toHaveLength(3);
  });

  it('leaves a text to another company’s number unroutable, and stores nothing', async () => {
    const rival = await seedCompany(stage.database);
    const customer = uniquePhone();
    const body = received(customer, { destination_number: rival.trackingNumber });
    expect(await hear('text-received', body)).toMatchObject({ status: 'unroutable' });
    expect(await findContacts(stage.database, customer)).toEqual([]);
  });

  it.each([
    ['fails on a body without an id', 'text-received', { resource_id: undefined }, 'failed'],
    ['ignores an event that is none of a text', 'post-call', {}, 'ignored'],
  ])('%s, and is done with it', async (_name, event, fields, status) => {
    const customer = uniquePhone();
    expect(await hear(event, received(customer, fields))).toMatchObject({ status, completions: 1 });
    expect(await findContacts(stage.database, customer)).toEqual([]);
  });
});
