import { randomUUID } from 'node:crypto';
import { EmailNotConfiguredError, ProviderError, type Mail, type Mailer } from '@otto/integrations';
import { TEST_ENCRYPTION_KEY, type SeededCompany } from '@otto/testkit';
import { createSendMessage } from '../messaging/send-message';
import type { Viewer } from '../reading';
import { specJob } from '../testing/spec-job';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createApproveDraft, createRejectDraft } from './decide-draft';
import { createDraftFollowUp } from './draft-follow-up';
import type { DraftType } from './draft-outcome';
import type { DraftWish } from './draft-wish';
import { createProcessScheduled } from './process-scheduled';
import { createSendDraft } from './send-draft';
import { createUnsubscribe, readUnsubscribeToken } from './unsubscribe';
import { sendDraft } from './work-on-draft';

describe('a follow-up', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let viewer: Viewer;
  let mails: Mail[];
  let mailFailure: Error | null;
  const logged: string[] = [];

  beforeAll(async () => {
    texting = await createTextingStage((line) => logged.push(line));
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    texting.stage.clock.set('2026-11-24T15:00:00.000Z');
    company = await texting.company();
    viewer = { id: company.users.csr, role: 'csr' };
    mails = [];
    mailFailure = null;
    await inTenant(({ db }) =>
      db.messageTemplate.createMany({
        data: ['follow_up_sms', 'follow_up_email'].map((key) => ({
          companyId: company.id,
          key,
          subject: 'Your roof',
          body: 'Hi {name}, any questions on the quote?\n\n<{company}>',
        })),
      }),
    );
  });
  afterAll(() => texting.stop());

  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const mailer: Mailer = {
    send: (mail) => {
      mails.push(mail);
      return mailFailure ? Promise.reject(mailFailure) : Promise.resolve({ messageId: mail.id });
    },
  };
  const draftFollowUp = (wish: DraftWish) =>
    createDraftFollowUp({ ...texting.stage, writer: null })(wish);
  const approved = async (draftType: DraftType) => {
    const { callId = '', contactCardId } = await texting.request(company);
    await inTenant(({ db }) =>
      db.contactCard.updateMany({
        where: { id: contactCardId },
        data: { email: 'pat@customer.example', firstName: 'Pat' },
      }),
    );
    const command = { companyId: company.id, viewer, draftId: randomUUID() };
    await draftFollowUp({ ...command, about: { callId }, draftType });
    await createApproveDraft(texting.stage)(command);
    await schedule(command);
    return command;
  };
  const schedule = (wish: { readonly draftId: string; readonly at?: Date }) =>
    inTenant((tx) =>
      sendDraft(
        tx,
        viewer,
        { draftId: wish.draftId, at: wish.at, overridesQuietHours: false },
        { jobs: texting.stage.jobs, publish: () => undefined, now: texting.stage.clock.now() },
      ),
    );
  const send = ({ draftId }: { readonly draftId: string }) =>
    createSendDraft({
      ...texting.deps,
      mailer,
      encryptionKeys: TEST_ENCRYPTION_KEY,
      sendMessage: createSendMessage(texting.deps),
    })({ draftId }, specJob(company.id));
  const read = ({ draftId }: { readonly draftId: string }) =>
    inTenant(({ db }) => db.followUpDraft.findUniqueOrThrow({ where: { id: draftId } }));

  it('goes out once as a text after its approval', async () => {
    const draft = await approved('sms');
    await send(draft);
    await send(draft);
    expect(texting.asked()).toBe(1);
    expect(await read(draft)).toMatchObject({ status: 'sent', approvedBy: viewer.id });
  });

  it('waits for the morning, and is found by the schedule then', async () => {
    texting.stage.clock.set('2026-11-25T04:00:00.000Z');
    const draft = await approved('sms');
    await send(draft);
    const morning = new Date('2026-11-25T13:00:00Z');
    const audited = await texting.stage.database.asSystem(({ db }) =>
      db.auditLog.findMany({
        where: { companyId: company.id, action: { startsWith: 'messaging_' } },
      }),
    );
    expect(audited).toMatchObject([
      { action: 'messaging_blocked_quiet_hours', context: { dedupeKey: `draft:${draft.draftId}` } },
    ]);
    const waiting = { status: 'approved', blockedByQuietHours: true, scheduledSendTime: morning };
    expect(await read(draft)).toMatchObject(waiting);
    expect(texting.asked()).toBe(0);
    const job = specJob(null);
    await createProcessScheduled(texting.stage)({ at: morning.toISOString() }, job);
    expect(job.completions).toBe(1);
    texting.stage.clock.set(morning);
    await send(draft);
    expect(await read(draft)).toMatchObject({ status: 'sent' });
  });

  it('is sent at the time that was chosen last, and no sooner', async () => {
    const draft = await approved('sms');
    const jobs = () =>
      texting.stage.database.sql.query(`select run_at from jobs where task = 'followups.send'
        and company_id = '${company.id}'`);
    await texting.stage.database.sql.query('delete from jobs');
    const at = new Date('2026-11-24T18:00:00Z');
    await schedule({ ...draft, at });
    expect(await jobs()).toEqual([{ run_at: at }]);
    await texting.stage.database.sql.query('delete from jobs');
    await send(draft);
    expect(texting.asked()).toBe(0);
    await texting.stage.database.sql.query('update companies set active = false where id = $1', [
      company.id,
    ]);
    const tick = { at: at.toISOString() };
    await createProcessScheduled(texting.stage)(tick, specJob(null));
    expect(await jobs()).toEqual([]);
    await texting.stage.database.sql.query('update companies set active = true where id = $1', [
      company.id,
    ]);
    await createProcessScheduled(texting.stage)(tick, specJob(null));
    expect(await jobs()).toHaveLength(1);
    texting.stage.clock.set(at);
    await send(draft);
    expect(await read(draft)).toMatchObject({ status: 'sent' });
  });

  it('has no more words than its kind may have', async () => {
    const { draftId } = await approved('sms');
    const command = { companyId: company.id, viewer, draftId };
    const text = 'x'.repeat(161);
    const refused = { outcome: 'too_long', maxLength: 160 };
    await inTenant(({ db }) =>
      db.followUpDraft.updateMany({ where: { id: draftId }, data: { status: 'pending' } }),
    );
    expect(await createApproveDraft(texting.stage)({ ...command, text })).toEqual(refused);
  });

  it('is no text where the company has no words for it, and none after a rejection', async () => {
    const draft = await approved('sms');
    expect(
      await createRejectDraft(texting.stage)({ ...draft, viewer: { ...viewer, id: 'other' } }),
    ).toEqual({ outcome: 'not_found' });
    await createRejectDraft(texting.stage)(draft);
    await send(draft);
    expect(texting.asked()).toBe(0);
    const { callId = '' } = await texting.request(company);
    const wish = { ...draft, draftId: randomUUID(), about: { callId } };
    const drafting = draftFollowUp({ ...wish, draftType: 'call_script' });
    await expect(drafting).rejects.toMatchObject({ code: 'INVALID_STATE' });
  });

  it('goes out once as a mail of text and HTML', async () => {
    const draft = await approved('email');
    await send(draft);
    await send(draft);
    expect(mails).toMatchObject([
      {
        id: draft.draftId,
        to: 'pat@customer.example',
        subject: 'Your roof',
        senderName: company.name,
        html: expect.stringContaining('&lt;') as string,
        replyTo: `${viewer.id}@example.test`,
      },
    ]);
    expect(await read(draft)).toMatchObject({ status: 'sent' });
  });

  it('goes to nobody who has unsubscribed by the link of a mail before', async () => {
    await send(await approved('email'));
    const [{ text = '', unsubscribeUrl = '' } = {}] = mails;
    expect(text).toContain(unsubscribeUrl);
    const token = new URL(unsubscribeUrl).searchParams.get('token') ?? '';
    const reader = readUnsubscribeToken(TEST_ENCRYPTION_KEY, token);
    expect(reader).toEqual({ companyId: company.id, email: 'pat@customer.example' });
    const waiting = await approved('email');
    if (reader) await createUnsubscribe(texting.stage)(reader);
    expect(await read(waiting)).toMatchObject({ status: 'rejected', errorCode: 'opted_out' });
    const later = await approved('email');
    await send(later);
    expect(await read(later)).toMatchObject({ status: 'rejected', errorCode: 'opted_out' });
    expect(mails).toHaveLength(1);
  });

  it.each<[string, () => Error, string]>([
    [
      'may have been sent',
      () =>
        new ProviderError({
          vendor: 'smtp',
          message: 'm',
          isRetryable: true,
          isUnknownOutcome: true,
        }),
      'unknown',
    ],
    [
      'may be taken later',
      () => new ProviderError({ vendor: 'smtp', message: 'm', isRetryable: true }),
      'approved',
    ],
    [
      'is refused',
      () => new ProviderError({ vendor: 'smtp', message: 'm', isRetryable: false }),
      'failed',
    ],
    ['has no server', () => new EmailNotConfiguredError(['SMTP_URL']), 'failed'],
  ])('that %s as a mail is not said to be sent', async (_name, failure, status) => {
    const draft = await approved('email');
    mailFailure = failure();
    await send(draft).catch((error: unknown) =>
      expect(error).toBeInstanceOf(EmailNotConfiguredError),
    );
    expect(await read(draft)).toMatchObject({ status, sentAt: null });
    mailFailure = null;
    texting.stage.clock.advance(5 * 60_000);
    await send(draft);
    expect(mails).toHaveLength(status === 'approved' ? 2 : 1);
  });

  it('leaves no number, address or word of a customer in the log', async () => {
    texting.twilio.on('POST', { status: 400, body: { code: 21211, message: 'bad +12125550100' } });
    await send(await approved('sms'));
    mailFailure = new ProviderError({ vendor: 'smtp', message: 'no', isRetryable: true });
    await send(await approved('email'));
    expect(logged.some((line) => line.includes('a text was not taken'))).toBe(true);
    const all = logged.join('\n');
    expect(all).not.toMatch(/\+1\d{10}|%2B1\d{10}|@customer\.example|questions on the quote/);
  });
});
