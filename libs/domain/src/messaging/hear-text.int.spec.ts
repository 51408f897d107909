import { uniqueId, type SeededCompany } from '@otto/testkit';
import { deliver } from '../testing/deliver';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createAnswerText } from './answer-text';
import { createReconcileUnknown } from './reconcile-unknown';
import { createRecordMessageStatus } from './record-message-status';
import { createRecordTwilioMessage } from './record-twilio-message';
import { createSendAnswer, createSendMessage } from './send-message';
import { specJob } from '../testing/spec-job';

describe('hearing what a customer asks for by text', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    company = await texting.company();
  });
  afterAll(() => texting.stop());

  const receive = (From: string, Body: string, fields: object = {}) => {
    const { stage } = texting;
    return deliver(stage.database, createRecordTwilioMessage(stage), {
      companyId: company.id,
      provider: 'twilio',
      event: 'sms',
      body: {
        MessageSid: uniqueId('SM'),
        From,
        To: company.smsNumber,
        Body,
        NumMedia: '0',
        ...fields,
      },
    });
  };
  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const consentOf = async (phone: string) =>
    (await inTenant(({ db }) => db.smsConsent.findFirst({ where: { phone } })))?.state ?? null;
  const jobsOf = (task: string) =>
    texting.stage.database.asSystem(({ db }) =>
      db.job.findMany({ where: { task, companyId: company.id } }),
    );

  it('ends all texts on STOP, rejects what waits, and lets them begin again on START', async () => {
    const request = await texting.request(company);
    const { id: draftId } = await inTenant(({ db }) =>
      db.followUpDraft.create({
        data: {
          companyId: company.id,
          contactCardId: request.contactCardId,
          generatedFor: company.users.csr,
          generatedBy: 'template',
          draftType: 'sms',
          draftText: 'Still interested?',
          expiresAt: new Date('2027-01-01'),
        },
      }),
    );
    await receive(request.phone, 'Please stop texting me');
    expect(await consentOf(request.phone)).toBe('opted_out');
    const draft = await inTenant(({ db }) =>
      db.followUpDraft.findUnique({ where: { id: draftId } }),
    );
    expect(draft?.status).toBe('rejected');
    const sendMessage = createSendMessage(texting.deps);
    expect(await sendMessage(request)).toMatchObject({ reason: 'opted_out' });
    await receive(request.phone, 'yes');
    expect(await consentOf(request.phone)).toBe('opted_in');
    expect(await jobsOf('messaging.answer-text')).toEqual([]);
    expect(await inTenant(({ db }) => db.task.count())).toBe(0);
  });

  it('asks the office once to answer within 15 minutes, however many texts come', async () => {
    const { phone } = await texting.request(company);
    await receive(phone, 'stop by tomorrow');
    await receive(phone, 'yes');
    const tasks = await inTenant(({ db }) => db.task.findMany());
    const wanted = { assignedTo: 'csr', actionType: 'call_back', contactMethod: 'sms' };
    expect(tasks).toMatchObject([wanted]);
    const told = texting.stage.told.filter(({ envelope }) => envelope.tenant_id === company.id);
    const events = told.map(({ envelope }) => envelope.event);
    expect(events.filter((name) => name === 'task.created')).toHaveLength(1);
    const message = await inTenant(({ db }) =>
      db.message.findFirst({ orderBy: { createdAt: 'asc' } }),
    );
    const wait = (tasks[0]?.dueAt?.getTime() ?? 0) - (message?.createdAt.getTime() ?? 0);
    expect(wait).toBe(900_000);
  });

  it('answers HELP once, and not at all where the carrier did', async () => {
    const { phone } = await texting.request(company);
    await receive(phone, 'HELP', { OptOutType: 'HELP' });
    expect(await jobsOf('messaging.answer-text')).toEqual([]);
    await receive(phone, 'help');
    await receive(phone, 'INFO');
    const answer = createAnswerText({
      ...texting.stage,
      sendMessage: createSendMessage(texting.deps),
      sendAnswer: createSendAnswer(texting.deps),
    });
    const jobs = await jobsOf('messaging.answer-text');
    expect(jobs).toHaveLength(2);
    for (const { payload } of jobs) await answer(payload as never, specJob(company.id));
    expect(texting.asked()).toBe(1);
  });

  it.each(['the status that carries our id', 'what Twilio lists'])(
    'learns from %s that a text in doubt went out',
    async (source) => {
      const request = await texting.request(company);
      texting.twilio.on('POST', { status: 500 });
      const sendMessage = createSendMessage(texting.deps);
      const sent = await sendMessage(request);
      const messageId = 'messageId' in sent ? sent.messageId : '';
      const row = () => inTenant(({ db }) => db.message.findUnique({ where: { id: messageId } }));
      const sid = uniqueId('SM');
      if (source === 'what Twilio lists') {
        const { body } = (await row()) ?? {};
        const listed = { sid, status: 'sent', to: '+1', from: '+1', body };
        texting.twilio.on('GET', { body: { messages: [listed], next_page_uri: null } });
        const at = new Date(texting.stage.clock.now().getTime() + 180_000).toISOString();
        await createReconcileUnknown(texting.deps)({ at }, specJob(null));
      } else {
        await deliver(texting.stage.database, createRecordMessageStatus(texting.stage), {
          companyId: company.id,
          provider: 'twilio',
          event: 'sms-status',
          body: { MessageSid: sid, MessageStatus: 'delivered' },
          headers: { 'x-otto-mid': messageId },
        });
      }
      expect((await row())?.providerMessageId).toBe(sid);
      expect(await sendMessage(request)).toEqual({ outcome: 'sent', messageId });
    },
  );

  it('gives up a text that cannot be looked for within a day, and never sends it again', async () => {
    const request = await texting.request(company);
    texting.twilio.on('POST', { status: 500 });
    const sendMessage = createSendMessage(texting.deps);
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    const noAccount = { ...texting.deps, twilioAccounts: () => Promise.resolve(null) };
    const after = (ms: number) => new Date(texting.stage.clock.now().getTime() + ms).toISOString();
    await createReconcileUnknown(noAccount)({ at: after(3_600_000) }, specJob(null));
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    await createReconcileUnknown(noAccount)({ at: after(90_000_000) }, specJob(null));
    const lost = { outcome: 'failed', code: 'OUTCOME_UNKNOWN', isRetryable: false };
    expect(await sendMessage(request)).toMatchObject(lost);
    expect(texting.asked()).toBe(1);
  });

  it('lets a text be sent again that Twilio never had', async () => {
    const request = await texting.request(company);
    texting.twilio.on('POST', { status: 500 });
    const sendMessage = createSendMessage(texting.deps);
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    texting.twilio.on('GET', { body: { messages: [], next_page_uri: null } });
    const after = (ms: number) => new Date(texting.stage.clock.now().getTime() + ms).toISOString();
    await createReconcileUnknown(texting.deps)({ at: after(180_000) }, specJob(null));
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    await createReconcileUnknown(texting.deps)({ at: after(1_000_000) }, specJob(null));
    texting.takeTexts();
    expect(await sendMessage(request)).toMatchObject({ outcome: 'sent' });
  });
});
