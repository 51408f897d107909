import { LeaseLostError } from '@otto/queues';
import { seedCompany, uniquePhone, type SeededCompany } from '@otto/testkit';
import { callBody, insertDelivery, statusOfDelivery } from '../testing/callrail-deliveries';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createRecordCallrailEvent } from './record-callrail-event';

describe('recording an event of CallRail', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordCallrailEvent>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordCallrailEvent(stage);
  });
  afterAll(() => stage.stop());

  const deliver = (event: string, body: unknown) =>
    insertDelivery(stage.database, { companyId: company.id, provider: 'callrail', event, body });
  const receive = async (event: string, fields: Record<string, unknown>) => {
    const deliveryId = await deliver(
      event,
      callBody({ tracking_phone_number: company.trackingNumber, ...fields }),
    );
    const job = specJob(company.id);
    await record({ deliveryId }, job);
    return { deliveryId, job };
  };
  const deliveryStatus = (id: string) => statusOfDelivery(stage.database, id);
  const callsOf = (phone: string) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.call.findMany({
        where: { contact: { is: { primaryPhone: phone } } },
        include: { contact: { include: { leads: true, eventLogs: true } }, lead: true },
      }),
    );
  const storeJobs = (callId: string | undefined) =>
    stage.database.asSystem(({ db }) =>
      db.job.count({ where: { task: 'calls.store-recording', dedupeKey: callId ?? 'none' } }),
    );

  it('makes contact, lead and call of an answered call, and has its recording stored', async () => {
    const from = uniquePhone();
    const { deliveryId, job } = await receive('post-call', {
      resource_id: 'CAL1',
      id: 1,
      customer_phone_number: from,
      answered: true,
      duration: '184',
      recording: 'https://rec.example/1',
      csr_id: company.users.csr,
    });
    const [call] = await callsOf(from);
    expect(call).toMatchObject({
      providerCallId: 'CAL1',
      status: 'completed',
      missed: false,
      direction: 'inbound',
      durationSeconds: 184,
      fromNumber: from,
      toNumber: company.trackingNumber,
      ownerId: company.users.csr,
      startedAt: new Date('2026-11-24T14:00:00Z'),
      endedAt: new Date('2026-11-24T14:03:04Z'),
      contact: { firstName: 'Pat', lastName: 'Doe', source: 'callrail' },
      lead: { status: 'new', source: 'inbound_call' },
    });
    const told = stage.told.filter(({ envelope }) => envelope.data['call_id'] === call?.id);
    expect(told.map((one) => one.envelope.event)).toEqual(['call.incoming', 'call.completed']);
    expect(call?.contact.eventLogs.map((event) => event.eventType).sort()).toEqual([
      'call_completed',
      'call_received',
    ]);
    expect(await storeJobs(call?.id)).toBe(1);
    expect(await deliveryStatus(deliveryId)).toBe('processed');
    expect(job.completions).toBe(1);
  });

  it('makes one call of ten deliveries at once', async () => {
    const from = uniquePhone();
    const fields = {
      resource_id: 'CAL10',
      customer_phone_number: from,
      answered: true,
      duration: 9,
      recording: 'https://rec.example/10',
    };
    await Promise.all(Array.from({ length: 10 }, () => receive('post-call', fields)));
    const calls = await callsOf(from);
    expect(calls).toHaveLength(1);
    expect(calls[0]?.contact.leads).toHaveLength(1);
    expect(calls[0]?.contact.eventLogs).toHaveLength(2);
    expect(await storeJobs(calls[0]?.id)).toBe(1);
  });

  it('comes to the same state when the events come in reverse', async () => {
    const events = [
      ['pre-call', { answered: false, duration: 0 }],
      ['routing-complete', { answered: true }],
      ['post-call', { answered: true, duration: 60, recording: 'https://rec.example/2' }],
    ] as const;
    const states = [];
    for (const order of [events, [...events].reverse()]) {
      const from = uniquePhone();
      for (const [event, fields] of order) {
        await receive(event, { resource_id: `CAL${from}`, customer_phone_number: from, ...fields });
      }
      const [call, ...others] = await callsOf(from);
      const { status, missed, startedAt, endedAt, durationSeconds, recordingUrl } = call ?? {};
      states.push({
        status,
        missed,
        startedAt,
        endedAt,
        durationSeconds,
        recordingUrl,
        others,
        jobs: await storeJobs(call?.id),
        leads: call?.contact.leads.length,
        events: call?.contact.eventLogs.length,
      });
    }
    expect(states[0]).toEqual(states[1]);
    expect(states[0]).toMatchObject({ status: 'completed', jobs: 1, leads: 1, others: [] });
  });

  it('takes a pre-call for no missed call, and an unanswered end for one', async () => {
    const from = uniquePhone();
    await receive('pre-call', {
      resource_id: 'CAL3',
      customer_phone_number: from,
      answered: false,
      call_type: 'missed',
    });
    expect(await callsOf(from)).toMatchObject([{ status: 'incoming', missed: false }]);
    await receive('post-call', {
      resource_id: 'CAL3',
      customer_phone_number: from,
      answered: false,
      voicemail: true,
      recording: 'https://rec.example/3',
    });
    const calls = await callsOf(from);
    expect(calls).toMatchObject([{ status: 'missed', missed: true }]);
    expect(await storeJobs(calls[0]?.id)).toBe(0);
  });

  it('asks for the recording of an answered call that came without one', async () => {
    const from = uniquePhone();
    await receive('post-call', {
      resource_id: 'CAL4',
      customer_phone_number: from,
      answered: true,
      duration: 5,
    });
    expect(await storeJobs((await callsOf(from))[0]?.id)).toBe(1);
  });

  it('gives a second call of the same caller the same contact and active lead', async () => {
    const from = uniquePhone();
    await receive('post-call', {
      resource_id: 'CAL5',
      customer_phone_number: from,
      answered: true,
    });
    await receive('post-call', {
      resource_id: 'CAL6',
      customer_phone_number: from.slice(2),
      answered: true,
      csr_id: 'user_of_nobody',
    });
    const calls = await callsOf(from);
    expect(calls).toHaveLength(2);
    expect(new Set(calls.map((call) => call.leadId)).size).toBe(1);
    expect(calls.map((call) => call.ownerId)).toEqual([null, null]);
  });

  it('gives the next call after a closed lead a new one', async () => {
    const from = uniquePhone();
    await receive('post-call', {
      resource_id: 'CAL7',
      customer_phone_number: from,
      answered: true,
    });
    await stage.database.withTenant(company.id, ({ db }) =>
      db.lead.updateMany({
        where: { contact: { is: { primaryPhone: from } } },
        data: { status: 'closed_lost' },
      }),
    );
    await receive('post-call', {
      resource_id: 'CAL8',
      customer_phone_number: from,
      answered: true,
    });
    const [call] = await callsOf(from);
    expect(call?.contact.leads.map((lead) => lead.status).sort()).toEqual(['closed_lost', 'new']);
  });

  it('reads the older names of fields and events', async () => {
    const from = uniquePhone();
    await receive('call.completed', {
      call_id: 'CAL9',
      caller_number: from,
      tracking_phone_number: undefined,
      tracking_number: company.trackingNumber,
      answered: 'true',
      duration: 7,
    });
    expect(await callsOf(from)).toMatchObject([{ providerCallId: 'CAL9', status: 'completed' }]);
  });

  it.each([
    ['a number that nobody has', () => uniquePhone()],
    [
      'a number of another company',
      () => seedCompany(stage.database).then((rival) => rival.trackingNumber),
    ],
  ])('leaves a call to %s unroutable, and stores nothing else', async (_name, numberOf) => {
    const from = uniquePhone();
    const { deliveryId, job } = await receive('post-call', {
      resource_id: `CAL${from}`,
      customer_phone_number: from,
      tracking_phone_number: await numberOf(),
      answered: true,
    });
    expect(await deliveryStatus(deliveryId)).toBe('unroutable');
    expect(job.completions).toBe(1);
    const cards = await stage.database.asSystem(({ db }) =>
      db.contactCard.count({ where: { primaryPhone: from } }),
    );
    expect(cards).toBe(0);
  });

  it('ignores a caller without a number, and a delivery without a call', async () => {
    const withheld = await receive('post-call', {
      resource_id: 'CAL20',
      customer_phone_number: 'Anonymous',
      answered: true,
    });
    expect(await deliveryStatus(withheld.deliveryId)).toBe('ignored');
    const empty = await receive('post-call', { note: 'x' });
    expect(await deliveryStatus(empty.deliveryId)).toBe('failed');
    expect(empty.job.completions).toBe(1);
  });

  it('does nothing for a delivery that was processed', async () => {
    const from = uniquePhone();
    const { deliveryId } = await receive('post-call', {
      resource_id: 'CAL21',
      customer_phone_number: from,
      answered: true,
    });
    const again = specJob(company.id);
    await record({ deliveryId }, again);
    expect(again.completions).toBe(0);
    expect(await callsOf(from)).toHaveLength(1);
  });

  it.each([
    ['outbound-post-call', 'outbound-call-modified'],
    ['outbound-call-modified', 'outbound-post-call'],
  ])('makes one outbound call, that nobody missed, of %s and %s', async (...events) => {
    const to = uniquePhone();
    for (const event of events) {
      await receive(event, {
        resource_id: `CAL${to}`,
        customer_phone_number: to,
        direction: undefined,
        answered: false,
      });
    }
    const calls = await callsOf(to);
    expect(calls).toMatchObject([
      { direction: 'outbound', missed: false, fromNumber: company.trackingNumber, toNumber: to },
    ]);
    expect(calls[0]?.contact.eventLogs).toEqual([]);
  });

  it('leaves nothing behind when the lease of the job is lost', async () => {
    const from = uniquePhone();
    const deliveryId = await deliver(
      'post-call',
      callBody({
        resource_id: 'CAL22',
        tracking_phone_number: company.trackingNumber,
        customer_phone_number: from,
        answered: true,
      }),
    );
    const lost = new LeaseLostError('x');
    await expect(record({ deliveryId }, specJob(company.id, { loseLease: lost }))).rejects.toBe(
      lost,
    );
    expect(await callsOf(from)).toEqual([]);
    expect(await deliveryStatus(deliveryId)).toBe('received');
  });
});
