import type { EndedText } from '@otto/observability';
import type { SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createTextingStage, newYorkPhone, type TextingStage } from '../testing/texting-stage';
import { createSendMessage } from './send-message';
import type { SendMessage, SendRequest } from './sending';

describe('sending a text', () => {
  let texting: TextingStage;
  let company: SeededCompany & { readonly smsNumber: string };
  let sendMessage: SendMessage;

  beforeAll(async () => {
    texting = await createTextingStage();
    sendMessage = createSendMessage(texting.deps);
  });
  beforeEach(async () => {
    texting.twilio.reset();
    texting.takeTexts();
    texting.stage.clock.set('2026-11-24T15:00:00.000Z');
    company = await texting.company();
  });
  afterAll(() => texting.stop());

  const rowOf = ({ dedupeKey }: SendRequest) =>
    texting.stage.database.withTenant(company.id, ({ db }) =>
      db.message.findFirst({ where: { dedupeKey } }),
    );
  const audited = () =>
    texting.stage.database.asSystem(async ({ db }) => {
      const rows = await db.auditLog.findMany({
        where: { companyId: company.id },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(({ action }) => action);
    });
  const optOut = ({ phone }: SendRequest) =>
    texting.stage.database.withTenant(company.id, ({ db }) =>
      db.smsConsent.create({
        data: {
          companyId: company.id,
          phone,
          state: 'opted_out',
          source: 'keyword',
          changedAt: new Date(),
        },
      }),
    );

  it('stores it first, asks Twilio once, and says on the timeline that it was sent', async () => {
    const request = await texting.request(company);
    expect(await sendMessage(request)).toMatchObject({ outcome: 'sent' });
    expect(await rowOf(request)).toMatchObject({
      status: 'queued',
      providerMessageId: expect.stringMatching(/^SM/) as string,
      body: expect.stringMatching(/: Sorry we missed you.*Reply STOP to opt out\.$/) as string,
      companyPhone: company.smsNumber,
      customerPhone: request.phone,
      senderRole: 'otto',
      type: 'automated',
    });
    expect(await audited()).toEqual(['messaging_sent']);
    const events = await texting.stage.database.withTenant(company.id, ({ db }) =>
      db.eventLog.count({ where: { eventType: 'sms_sent', leadId: request.leadId ?? null } }),
    );
    expect(events).toBe(1);
  });

  it.each([
    ['reached the customer', { provider: 'twilio', status: 'delivered' }, false],
    ['was not delivered', { provider: 'twilio', status: 'undelivered' }, true],
    ['was not taken', { provider: 'twilio', status: 'failed' }, true],
    ['nobody knows of', { provider: 'twilio', status: 'unknown' }, true],
    ['was written elsewhere, without these words', { provider: 'callrail', status: 'sent' }, true],
  ])('says who writes and how it ends after a text that %s: %j', async (_n, before, says) => {
    const request = await texting.request(company, { isAutomated: false });
    await texting.stage.database.withTenant(company.id, ({ db }) =>
      db.message.create({
        data: {
          ...before,
          companyId: company.id,
          contactCardId: request.contactCardId,
          direction: 'outbound',
          senderRole: 'csr',
          sender: company.users.csr,
          body: 'Hello',
          type: 'manual',
          customerPhone: request.phone,
          createdAt: new Date('2026-11-20T15:00:00Z'),
        },
      }),
    );
    await sendMessage(request);
    const { body } = (await rowOf(request)) ?? {};
    expect([body?.includes('Reply STOP'), body?.includes(company.name)]).toEqual([says, says]);
  });

  it('sends one of ten requests at once with the same key', async () => {
    const request = await texting.request(company);
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => sendMessage(request)));
    expect(texting.asked()).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'sent').length).toBeGreaterThan(0);
    expect(await sendMessage(request)).toMatchObject({ outcome: 'sent' });
    expect(texting.asked()).toBe(1);
  });

  it('keeps a text that Twilio had no time for, and sends it when asked again', async () => {
    texting.twilio.on('POST', { status: 429, body: { code: 20429 } });
    const request = await texting.request(company);
    const refused = { outcome: 'failed', code: '20429', isOptOut: false, isRetryable: true };
    expect(await sendMessage(request)).toEqual(refused);
    texting.takeTexts();
    expect(await sendMessage(request)).toMatchObject({ outcome: 'sent' });
    expect(texting.asked()).toBe(2);
  });

  it('never repeats a text of which nobody knows whether it went out', async () => {
    texting.twilio.on('POST', { status: 500 });
    const request = await texting.request(company);
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    texting.takeTexts();
    expect(await sendMessage(request)).toMatchObject({ outcome: 'unknown' });
    expect(texting.asked()).toBe(1);
  });

  it('notes the opt-out that Twilio tells of, and asks it no more', async () => {
    texting.twilio.on('POST', { status: 400, body: { code: 21610 } });
    const request = await texting.request(company);
    const refused = { outcome: 'failed', code: '21610', isOptOut: true, isRetryable: false };
    expect(await sendMessage(request)).toEqual(refused);
    expect(await sendMessage({ ...request, dedupeKey: `${request.dedupeKey}:2` })).toEqual({
      outcome: 'blocked',
      reason: 'opted_out',
      until: null,
    });
    expect(texting.asked()).toBe(1);
  });

  it.each<[string, Partial<SendRequest>]>([
    ['an automated text', {}],
    ['a person’s text that overrides quiet hours', { isAutomated: false, override: 'quiet_hours' }],
  ])('sends %s to nobody who opted out', async (_name, part) => {
    const request = await texting.request(company, part);
    await optOut(request);
    expect(await sendMessage(request)).toMatchObject({ reason: 'opted_out' });
    expect([texting.asked(), await rowOf(request)]).toEqual([0, null]);
    expect(await audited()).toEqual(['messaging_blocked_opted_out']);
  });

  it('sends nothing by itself once a person has written after the call', async () => {
    const request = await texting.request(company);
    const byHand = { isAutomated: false, userId: company.users.csr, dedupeKey: 'by-hand' };
    expect(await sendMessage({ ...request, ...byHand })).toMatchObject({ outcome: 'sent' });
    expect(await sendMessage(request)).toMatchObject({ reason: 'human_takeover' });
    expect(await rowOf({ ...request, ...byHand })).toMatchObject({
      senderRole: 'csr',
      sender: company.users.csr,
      type: 'manual',
    });
  });

  it('sends nothing by itself while somebody is on the phone with the customer', async () => {
    const request = await texting.request(company);
    const startedAt = new Date('2026-11-24T14:30:00Z');
    const { phone } = request;
    await insertCall(texting.stage.database, company, { phone, status: 'answered', startedAt });
    expect(await sendMessage(request)).toMatchObject({ reason: 'human_takeover' });
  });

  it('leaves what is no first text and no person’s for the next business day', async () => {
    texting.stage.clock.set('2026-11-24T22:30:00Z');
    const request = await texting.request(company);
    const blocked = { reason: 'business_hours', until: new Date('2026-11-25T14:00:00Z') };
    expect(await sendMessage(request)).toMatchObject(blocked);
    expect(await sendMessage({ ...request, firstText: true })).toMatchObject({ outcome: 'sent' });
  });

  it('holds automated texts to the cap of a phone', async () => {
    const request = await texting.request(company);
    await texting.stage.database.withTenant(company.id, ({ db }) =>
      db.spendCap.create({ data: { companyId: company.id, textsPerPhone: 1 } }),
    );
    expect(await sendMessage(request)).toMatchObject({ outcome: 'sent' });
    const second = await sendMessage({ ...request, dedupeKey: 'second' });
    expect(second).toMatchObject({ reason: 'spend_cap', until: new Date('2026-11-25T05:00:00Z') });
  });

  it.each<[string, () => void, Partial<SendRequest>, EndedText]>([
    ['goes out', () => undefined, {}, { writer: 'otto', outcome: 'sent' }],
    [
      'is refused for good',
      () => texting.twilio.on('POST', { status: 400, body: { code: 21614 } }),
      { isAutomated: false },
      { writer: 'person', outcome: 'failed' },
    ],
    [
      'gets no answer',
      () => texting.twilio.on('POST', { status: 500 }),
      {},
      { writer: 'otto', outcome: 'unknown' },
    ],
    [
      'is blocked',
      () => texting.stage.clock.set('2026-11-25T04:00:00Z'),
      {},
      { writer: 'otto', outcome: 'blocked', reason: 'quiet_hours' },
    ],
  ])('tells the metrics of a text that %s, once', async (_name, arrange, part, ended) => {
    const told: EndedText[] = [];
    const send = createSendMessage({ ...texting.deps, onText: (text) => told.push(text) });
    const request = await texting.request(company, part);
    arrange();
    await send(request);
    expect(told).toEqual([ended]);
    if (ended.outcome === 'blocked') return;
    await send(request);
    expect(told).toHaveLength(1);
  });

  it('goes out from the number that the customer has texted, else called', async () => {
    const request = await texting.request(company, { isAutomated: false });
    const [called, texted] = [newYorkPhone(), newYorkPhone()];
    const { id: companyId } = company;
    const row = (e164: string) => ({ companyId, e164, kind: 'sms', provider: 'twilio' });
    const { contactCardId, phone } = request;
    const from = async () => {
      const next = { ...request, dedupeKey: `${request.dedupeKey}:${Math.random()}` };
      await sendMessage(next);
      return (await rowOf(next))?.companyPhone;
    };
    const { database } = texting.stage;
    expect(await from()).toBe(company.smsNumber);
    await database.withTenant(companyId, async ({ db }) => {
      await db.phoneNumber.createMany({ data: [row(called), row(texted)] });
      await db.call.updateMany({ where: { contactCardId }, data: { toNumber: called } });
    });
    expect(await from()).toBe(called);
    await database.withTenant(companyId, ({ db }) =>
      db.message.create({
        data: {
          companyId,
          contactCardId,
          direction: 'inbound',
          senderRole: 'customer',
          sender: phone,
          body: 'Hello?',
          type: 'manual',
          provider: 'twilio',
          status: 'received',
          customerPhone: phone,
          companyPhone: texted,
        },
      }),
    );
    expect(await from()).toBe(texted);
    await database.withTenant(companyId, ({ db }) =>
      db.phoneNumber.updateMany({ where: { e164: texted }, data: { active: false } }),
    );
    expect(await from()).toBe(called);
  });

  it('needs a number of the company’s at Twilio', async () => {
    const request = await texting.request(company);
    await texting.stage.database.withTenant(company.id, ({ db }) =>
      db.phoneNumber.updateMany({ where: { e164: company.smsNumber }, data: { active: false } }),
    );
    expect(await sendMessage(request)).toMatchObject({ reason: 'no_sender', until: null });
  });
});
