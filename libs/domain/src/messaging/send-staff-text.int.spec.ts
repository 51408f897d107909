import { uniqueId, type SeededCompany } from '@otto/testkit';
import { createAlertUnassigned } from '../appointments/alert-unassigned';
import { deliver } from '../testing/deliver';
import { specJob } from '../testing/spec-job';
import { createTextingStage, newYorkPhone, type TextingStage } from '../testing/texting-stage';
import { createRecordTwilioMessage } from './record-twilio-message';
import { createSendStaffText } from './send-staff-text';

const HOUR_MS = 3_600_000;
const NOON = '2026-11-24T17:00:00.000Z';

describe('a text to the manager of a visit that nobody is to make', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let phone: string;

  beforeAll(async () => {
    texting = await createTextingStage();
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    texting.stage.clock.set(NOON);
    company = await texting.company();
    phone = newYorkPhone();
    await inTenant(({ db }) =>
      db.user.updateMany({ where: { id: company.users.manager }, data: { phone } }),
    );
  });
  afterAll(() => texting.stop());

  const inTenant = <T>(fn: Parameters<typeof texting.stage.database.withTenant<T>>[1]) =>
    texting.stage.database.withTenant(company.id, fn);
  const book = async (hours = 20) => {
    const { contactCardId, leadId = '' } = await texting.request(company);
    const scheduledStart = new Date(texting.stage.clock.now().getTime() + hours * HOUR_MS);
    return inTenant(({ db }) =>
      db.appointment.create({
        data: { companyId: company.id, leadId, contactCardId, scheduledStart },
      }),
    );
  };
  const alert = () =>
    createAlertUnassigned(texting.stage)(
      { at: texting.stage.clock.now().toISOString() },
      specJob(null),
    );
  const answer = (Body: string) => {
    const ids = { MessageSid: uniqueId('SM'), From: phone, To: company.smsNumber };
    return deliver(texting.stage.database, createRecordTwilioMessage(texting.stage), {
      companyId: company.id,
      provider: 'twilio',
      event: 'sms',
      body: { ...ids, Body, NumMedia: '0' },
    });
  };
  const texts = () => inTenant(({ db }) => db.staffText.findMany());
  const send = async () => {
    const [text] = await texts();
    const run = createSendStaffText({ ...texting.deps, jobs: texting.stage.jobs });
    return run({ staffTextId: text?.id ?? '' }, specJob(company.id));
  };
  const jobs = () =>
    texting.stage.database.sql.query<{ run_at: Date }>(
      `select run_at from jobs where company_id = $1 and task = 'messaging.send-staff-text'
       order by run_at`,
      [company.id],
    );

  it('goes out once, to each manager with a phone, however often the schedule and the job run', async () => {
    await book();
    for (const _ of [1, 2]) await alert();
    expect([(await texts()).length, (await jobs()).length]).toEqual([1, 1]);
    await Promise.all([send(), send()]);
    await send();
    expect(texting.asked()).toBe(1);
    expect(await texts()).toMatchObject([
      {
        userId: company.users.manager,
        status: 'sent',
        providerMessageId: expect.any(String) as string,
      },
    ]);
    // Nothing of it is a customer's.
    expect(await inTenant(({ db }) => db.message.count())).toBe(0);
    expect(
      await inTenant(({ db }) => db.contactCard.count({ where: { primaryPhone: phone } })),
    ).toBe(0);
  });

  it('says when the visit is, who writes and how it ends, and names no customer', async () => {
    const { contactCardId } = await book(22);
    await inTenant(({ db }) =>
      db.contactCard.updateMany({ where: { id: contactCardId }, data: { firstName: 'Philippa' } }),
    );
    await alert();
    await send();
    const [form] = texting.twilio.bodies;
    const said = new URLSearchParams(form);
    expect(said.get('To')).toBe(phone);
    expect(said.get('StatusCallback')).toBeNull();
    expect(said.get('Body')).toBe(
      `${company.name}: The visit of Wed, Nov 25, 10:00 AM has no rep yet. Please assign one in Otto. Reply STOP to opt out.`,
    );
  });

  it('is not for managers without a phone; the task is there all the same', async () => {
    await inTenant(({ db }) => db.user.updateMany({ data: { phone: null } }));
    await book();
    await alert();
    expect(await texts()).toEqual([]);
    expect(await inTenant(({ db }) => db.task.count())).toBe(1);
  });

  it('waits for the morning, and is not sent when a rep is found by then', async () => {
    texting.stage.clock.set('2026-11-25T04:00:00.000Z');
    const { id } = await book(12);
    await alert();
    await send();
    const morning = new Date('2026-11-25T13:00:00.000Z');
    expect((await jobs()).at(0)).toEqual({ run_at: morning });
    texting.stage.clock.set(morning);
    await inTenant(({ db }) =>
      db.appointment.updateMany({ where: { id }, data: { assignedRepId: company.users.salesRep } }),
    );
    await send();
    expect(texting.asked()).toBe(0);
    expect(await texts()).toMatchObject([{ status: 'failed', errorCode: 'not_needed' }]);
  });

  it('is not sent where the quiet hours end after the visit has begun', async () => {
    texting.stage.clock.set('2026-11-25T04:00:00.000Z');
    await book(8);
    await alert();
    await send();
    expect(await texts()).toMatchObject([{ status: 'failed', errorCode: 'quiet_hours' }]);
  });

  it('is not sent to a manager who has opted out', async () => {
    await book();
    await alert();
    await answer('STOP');
    await send();
    expect(texting.asked()).toBe(0);
    expect(await texts()).toMatchObject([{ status: 'failed', errorCode: 'opted_out' }]);
  });

  it('may be answered, which opens no lead, and ends with STOP as any other', async () => {
    await book();
    await alert();
    await send();
    const leads = await inTenant(({ db }) => db.lead.count());
    expect(await answer('Bob takes it')).toMatchObject({ status: 'ignored' });
    expect(await answer('please stop texting me')).toMatchObject({ status: 'processed' });
    expect(await inTenant(({ db }) => db.lead.count())).toBe(leads);
    const consent = () => inTenant(({ db }) => db.smsConsent.findFirst({ where: { phone } }));
    expect(await consent()).toMatchObject({ state: 'opted_out', source: 'wording' });
    await answer('START');
    expect(await consent()).toMatchObject({ state: 'opted_in', source: 'keyword' });
    expect(await inTenant(({ db }) => db.message.count())).toBe(0);
  });

  it('is the last one to a manager whose carrier says that they have opted out', async () => {
    texting.twilio.on('POST', { status: 400, body: { code: 21610 } });
    await book();
    await alert();
    await send();
    expect(await texts()).toMatchObject([{ status: 'failed', errorCode: '21610' }]);
    const consent = await inTenant(({ db }) => db.smsConsent.findFirst({ where: { phone } }));
    expect(consent).toMatchObject({ state: 'opted_out', source: 'carrier' });
    const audited = await texting.stage.database.asSystem(({ db }) =>
      db.auditLog.findMany({ where: { companyId: company.id }, orderBy: { createdAt: 'asc' } }),
    );
    expect(audited.map(({ action }) => action)).toEqual(['messaging_sent', 'messaging_opted_out']);
  });

  it('is tried again when Twilio had no time, and not when nobody knows', async () => {
    await book();
    await alert();
    texting.twilio.on('POST', { status: 429, body: { code: 20429 } });
    await expect(send()).rejects.toThrow();
    expect(await texts()).toMatchObject([{ status: 'held' }]);
    texting.twilio.on('POST', { status: 500 });
    await send();
    await send();
    expect(texting.asked()).toBe(2);
    expect(await texts()).toMatchObject([{ status: 'unknown' }]);
  });

  it('counts against the cap of the company', async () => {
    await inTenant(({ db }) =>
      db.spendCap.create({ data: { companyId: company.id, textsPerCompany: 0 } }),
    );
    await book(11);
    await alert();
    await send();
    expect(texting.asked()).toBe(0);
    expect(await texts()).toMatchObject([{ status: 'failed', errorCode: 'spend_cap' }]);
  });
});
