import { seedCompany, uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';
import { insertDelivery } from '../testing/callrail-deliveries';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createRecordTwilioEvent } from './record-twilio-event';

describe('recording an event of Twilio', () => {
  let stage: Stage;
  let company: SeededCompany;
  let record: ReturnType<typeof createRecordTwilioEvent>;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
    record = createRecordTwilioEvent(stage);
  });
  afterAll(() => stage.stop());

  const receive = async (event: string, body: object, attempt = 1) => {
    const deliveryId = await insertDelivery(stage.database, {
      companyId: company.id,
      provider: 'twilio',
      event,
      body,
    });
    await record({ deliveryId }, specJob(company.id, { attempt }));
    const { status } = await stage.database.asSystem(({ db }) =>
      db.delivery.findUniqueOrThrow({ where: { id: deliveryId } }),
    );
    return status;
  };
  const ring = () => {
    const caller = { CallSid: uniqueId('CA'), From: uniquePhone(), To: company.trackingNumber };
    return { ...caller, Direction: 'inbound' };
  };
  const callOf = ({ CallSid }: { CallSid: string }) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.call.findFirst({
        where: { providerCallId: CallSid },
        include: { contact: { include: { eventLogs: true } }, lead: true },
      }),
    );
  const storeJobs = (callId: string | undefined) =>
    stage.database.asSystem(({ db }) =>
      db.job.count({ where: { task: 'calls.store-recording', dedupeKey: callId ?? 'none' } }),
    );
  const recording = (call: { CallSid: string }) => ({
    CallSid: call.CallSid,
    RecordingSid: uniqueId('RE'),
    RecordingStatus: 'completed',
    RecordingUrl: 'https://api.twilio.com/RE',
  });

  it('makes contact, lead and a missed call of ringing that nobody answered', async () => {
    const call = ring();
    await receive('voice', { ...call, CallStatus: 'ringing', CallerName: 'Pat Doe' });
    await receive('dial-status', { ...call, DialCallStatus: 'no-answer' });
    const stored = await callOf(call);
    expect(stored).toMatchObject({
      provider: 'twilio',
      status: 'missed',
      missed: true,
      fromNumber: call.From,
      toNumber: company.trackingNumber,
      contact: { firstName: 'Pat', source: 'otto' },
      lead: { status: 'new', source: 'inbound_call' },
    });
    expect(stored?.contact.eventLogs.map(({ eventType }) => eventType).sort()).toEqual([
      'call_missed',
      'call_received',
      'missed_call.queued',
    ]);
  });

  it.each([
    ['before', ['dial-status', 'recording']],
    ['after', ['recording', 'dial-status']],
  ])('has the recording stored once that comes %s the end', async (_name, order) => {
    const call = ring();
    await receive('voice', { ...call, CallStatus: 'ringing' });
    const bodies: Record<string, object> = {
      'dial-status': { ...call, DialCallStatus: 'completed', DialCallDuration: '61' },
      recording: recording(call),
    };
    for (const event of order) await receive(event, bodies[event] ?? {});
    const stored = await callOf(call);
    expect(stored).toMatchObject({
      status: 'completed',
      durationSeconds: 61,
      recordingUrl: 'https://api.twilio.com/RE.mp3',
    });
    expect(await storeJobs(stored?.id)).toBe(1);
  });

  it('makes one call of ten deliveries at once', async () => {
    const call = ring();
    const body = { ...call, DialCallStatus: 'busy' };
    await Promise.all(Array.from({ length: 10 }, () => receive('dial-status', body)));
    expect((await callOf(call))?.contact.eventLogs).toHaveLength(3);
  });

  it('waits for the call that a recording belongs to, and gives up at last', async () => {
    const call = ring();
    await expect(receive('recording', recording(call))).rejects.toThrow('not known yet');
    expect(await receive('recording', recording(call), 8)).toBe('unroutable');
    expect(await callOf(call)).toBeNull();
  });

  it('leaves a call to another company’s number unroutable, and stores nothing', async () => {
    const rival = await seedCompany(stage.database);
    const call = { ...ring(), To: rival.trackingNumber };
    expect(await receive('voice', { ...call, CallStatus: 'ringing' })).toBe('unroutable');
    expect(await callOf(call)).toBeNull();
  });

  it('fails a delivery that names no call', async () => {
    expect(await receive('voice', { From: uniquePhone() })).toBe('failed');
  });
});
