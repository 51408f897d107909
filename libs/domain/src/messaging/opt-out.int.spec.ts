import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createUnsubscribe } from '../followups/unsubscribe';
import { sendDraft } from '../followups/work-on-draft';
import { noteCall } from '../recovery/note-call';
import { deliver } from '../testing/deliver';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createRecordMessageStatus } from './record-message-status';
import { createRecordTwilioMessage } from './record-twilio-message';
import { createSendMessage } from './send-message';
import type { SendRequest } from './sending';

describe('a wish for no more', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let request: SendRequest;

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    company = await texting.company();
    await texting.stage.database.sql.query(
      `update companies set quiet_hours_start = '00:00', quiet_hours_end = '00:00' where id = $1`,
      [company.id],
    );
    texting.stage.clock.set(new Date());
    request = await texting.request(company, { firstText: true });
    await inTenant(async (tx) => {
      const call = await tx.db.call.findFirstOrThrow({ where: { id: request.callId ?? '' } });
      await noteCall(tx, texting.stage, call, texting.stage.clock.now());
    });
  });
  afterAll(() => texting.stop());

  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const receive = (event: string, body: object) =>
    deliver(
      texting.stage.database,
      event === 'sms'
        ? createRecordTwilioMessage(texting.stage)
        : createRecordMessageStatus(texting.stage),
      { companyId: company.id, provider: 'twilio', event, body },
    );
  const hear = (Body: string, fields: object = {}) => {
    const ids = { MessageSid: uniqueId('SM'), From: request.phone, To: company.smsNumber };
    return receive('sms', { ...ids, Body, NumMedia: '0', ...fields });
  };
  const draft = (draftType: 'sms' | 'email', status: 'pending' | 'approved') =>
    inTenant(({ db }) =>
      db.followUpDraft.create({
        data: {
          companyId: company.id,
          contactCardId: request.contactCardId,
          generatedFor: company.users.csr,
          generatedBy: 'template',
          draftType,
          status,
          draftText: 'Still interested?',
          expiresAt: new Date('2037-01-01'),
        },
      }),
    );
  const hold = () =>
    inTenant(({ db }) =>
      db.message.create({
        data: {
          companyId: company.id,
          contactCardId: request.contactCardId,
          direction: 'outbound',
          senderRole: 'csr',
          sender: company.users.csr,
          body: 'Until tomorrow',
          type: 'manual',
          provider: 'twilio',
          status: 'held',
          customerPhone: request.phone,
          dedupeKey: uniqueId('key'),
        },
      }),
    );
  /** Twilio takes the text first and says later that it may not. */
  const refuseLater = async () => {
    await createSendMessage(texting.deps)(request);
    const { providerMessageId: MessageSid } = await inTenant(({ db }) =>
      db.message.findFirstOrThrow({ where: { dedupeKey: request.dedupeKey } }),
    );
    const status = { MessageSid, MessageStatus: 'failed', ErrorCode: '21610' };
    await receive('sms-status', status);
    await receive('sms-status', { ...status, RawDlrDoneDate: '1' });
  };
  const refuseAtOnce = async () => {
    texting.twilio.on('POST', { status: 400, body: { code: 21610 } });
    await createSendMessage(texting.deps)(request);
  };
  const audited = async (action: string) =>
    texting.stage.database.asSystem(({ db }) =>
      db.auditLog.findMany({ where: { companyId: company.id, action } }),
    );

  it.each<[string, () => Promise<unknown>, string]>([
    ['STOP', () => hear('STOP'), 'keyword'],
    ['STOP that the carrier answered', () => hear('STOP', { OptOutType: 'STOP' }), 'carrier'],
    ['own words', () => hear('Please stop texting me'), 'wording'],
    ['the carrier’s refusal', refuseAtOnce, 'carrier'],
    ['the carrier’s refusal that comes later', refuseLater, 'carrier'],
  ])('comes to the same by %s', async (_name, run, source) => {
    const drafts = [await draft('sms', 'pending'), await draft('sms', 'approved')];
    const mail = await draft('email', 'approved');
    const held = await hold();
    await run();
    const { consent, rejected, others, text, entry } = await inTenant(async ({ db }) => ({
      consent: await db.smsConsent.findFirst({ where: { phone: request.phone } }),
      rejected: await db.followUpDraft.count({
        where: {
          id: { in: drafts.map(({ id }) => id) },
          status: 'rejected',
          errorCode: 'opted_out',
        },
      }),
      others: await db.followUpDraft.findFirstOrThrow({ where: { id: mail.id } }),
      text: await db.message.findFirstOrThrow({ where: { id: held.id } }),
      entry: await db.missedCallEntry.findFirstOrThrow({
        where: { customerPhone: request.phone },
      }),
    }));
    expect(consent).toMatchObject({ state: 'opted_out', source });
    expect([rejected, others.status]).toEqual([2, 'approved']);
    expect(text).toMatchObject({ status: 'failed', errorCode: 'opted_out' });
    expect(entry).toMatchObject({
      status: 'failed',
      optOutReason: 'opted_out',
      consentStatus: 'withdrawn',
      nextAttemptAt: null,
    });
    expect(await audited('messaging_opted_out')).toMatchObject([
      {
        resourceId: request.contactCardId,
        context: { source, rejectedDrafts: 2, messageId: expect.any(String) as string },
      },
    ]);
    const told = texting.stage.told.filter(({ envelope }) => envelope.tenant_id === company.id);
    expect(told.filter(({ envelope }) => envelope.event === 'missed_call.stopped')).toHaveLength(1);
    const later = { ...request, isAutomated: false, override: 'quiet_hours' as const };
    const again = await createSendMessage(texting.deps)({ ...later, dedupeKey: uniqueId('key') });
    expect(again).toMatchObject({ outcome: 'blocked', reason: 'opted_out' });
  });

  it('is not had by a refusal of a text from before the customer said START', async () => {
    await createSendMessage(texting.deps)(request);
    const message = await inTenant(({ db }) =>
      db.message.findFirstOrThrow({ where: { dedupeKey: request.dedupeKey } }),
    );
    await hear('START');
    const { providerMessageId: MessageSid } = message;
    await receive('sms-status', { MessageSid, MessageStatus: 'failed', ErrorCode: '21610' });
    const consent = await inTenant(({ db }) => db.smsConsent.findFirst());
    expect(consent?.state).toBe('opted_in');
    expect(await audited('messaging_opted_out')).toEqual([]);
  });

  it('takes back the mails, and no texts, by the link of a mail', async () => {
    const [mail, text] = [await draft('email', 'approved'), await draft('sms', 'approved')];
    await inTenant(({ db }) =>
      db.contactCard.updateMany({
        where: { id: request.contactCardId },
        data: { email: 'Pat@customer.example' },
      }),
    );
    const unsubscribe = createUnsubscribe(texting.stage);
    for (const _ of [1, 2]) {
      await unsubscribe({ companyId: company.id, email: 'pat@customer.example' });
    }
    const drafts = await inTenant(({ db }) => db.followUpDraft.findMany());
    const statusOf = ({ id }: { id: string }) => drafts.find((one) => one.id === id)?.status;
    expect([statusOf(mail), statusOf(text)]).toEqual(['rejected', 'approved']);
    expect(await audited('email_opted_out')).toMatchObject([
      { context: { source: 'link', rejectedDrafts: 1 } },
    ]);
  });

  it('and the sending of a draft at the same moment do not wait for each other for ever', async () => {
    const { id: draftId } = await draft('sms', 'approved');
    let letGo = () => {};
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const holding = inTenant(async (tx) => {
      const card = request.contactCardId;
      await tx.query(`select 1 from contact_cards where id = $1::uuid for update`, [card]);
      await held;
    });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
    await pause();
    const stopping = hear('STOP');
    await pause();
    const viewer = { id: company.users.csr, role: 'csr' } as const;
    const order = { draftId, overridesQuietHours: true };
    const scene = { ...texting.stage, now: texting.stage.clock.now() };
    const sending = inTenant((tx) => sendDraft(tx, viewer, order, scene));
    await pause();
    letGo();
    await holding;
    const [stopped, sent] = await Promise.allSettled([stopping, sending]);
    expect(stopped.status).toBe('fulfilled');
    expect(sent).toMatchObject({ reason: { code: 'INVALID_STATE' } });
  });
});
