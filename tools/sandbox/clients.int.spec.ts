import {
  createClerkClient,
  createExpoPush,
  createGeocoder,
  createGoogleSource,
  createHttpClient,
  createKeyPool,
  createMailer,
  createNominatimSource,
  createOpenaiClient,
  createPacer,
  createTwilioClient,
  DuplicateInvitationError,
  TWILIO_CODES,
} from '@otto/integrations';
import { createSpecLogger } from '@otto/testkit';
import { demoCompany } from './testing/test-config';
import { useSandbox } from './testing/with-sandbox';

const bed = useSandbox();
const logger = createSpecLogger();
const http = (vendor: string, timeoutMs = 5_000) => createHttpClient({ vendor, timeoutMs, logger });

describe('with the clients that Otto uses', () => {
  const twilioClient = (timeoutMs?: number) =>
    createTwilioClient({
      baseUrl: bed.sandbox.endpoints.TWILIO_API_BASE_URL,
      accountId: demoCompany.twilio.accountSid,
      credentials: { authToken: demoCompany.twilio.authToken },
      mediaHosts: [bed.sandbox.endpoints.RECORDING_HOSTS],
      http: http('twilio', timeoutMs),
    });
  const text = {
    id: 'm1',
    to: '+12125550123',
    from: demoCompany.smsNumber,
    text: 'Hello',
  };
  const statusUrl = () => `${bed.web.url}/webhooks/twilio/sms-status`;

  it('Twilio sends a text, finds it and knows its account', async () => {
    const twilio = twilioClient();
    const sent = await twilio.sendMessage({ ...text, statusUrl: statusUrl() });
    expect(sent).toMatchObject({ status: 'queued', text: 'Hello' });
    const sentAfter = new Date(Date.now() - 60_000);
    const found = await twilio.listMessages({ to: text.to, from: text.from, sentAfter });
    expect(found.map(({ messageId }) => messageId)).toEqual([sent.messageId]);
    expect(await twilio.checkAccount()).toEqual({ isActive: true, name: 'Demo Roofing' });
  });

  it('Twilio does not say whether it took a text that hung, but has it', async () => {
    bed.sandbox.addFault({ provider: 'twilio', endpoint: 'POST', fault: 'hang-after-accept' });
    const sending = twilioClient(200).sendMessage({ ...text, statusUrl: statusUrl() });
    await expect(sending).rejects.toMatchObject({ isUnknownOutcome: true });
    const sentAfter = new Date(Date.now() - 60_000);
    const found = await twilioClient().listMessages({ to: text.to, from: text.from, sentAfter });
    expect(found).toHaveLength(1);
  });

  it('Twilio refuses with a code, and a burst of 20429 passes', async () => {
    const twilio = twilioClient();
    const sending = twilio.sendMessage({ ...text, to: '+15005550004', statusUrl: statusUrl() });
    await expect(sending).rejects.toMatchObject({ code: TWILIO_CODES.optedOut });
    bed.sandbox.addFault({ provider: 'twilio', fault: 'rate-limit', times: 2 });
    const sent = await twilio.sendMessage({ ...text, statusUrl: statusUrl() });
    expect(sent.status).toBe('queued');
  });

  it('Clerk invites once, lists memberships and deletes a user, and tells so', async () => {
    const clerk = createClerkClient({
      baseUrl: bed.sandbox.endpoints.CLERK_API_URL,
      secretKey: bed.sandbox.endpoints.CLERK_SECRET_KEY,
      http: http('clerk'),
    });
    const invitation = {
      companyId: 'org_demo',
      email: 'new@demo.example',
      role: 'org:member',
      ottoRole: 'csr',
    };
    expect(await clerk.createInvitation(invitation)).toMatchObject({ status: 'pending' });
    await expect(clerk.createInvitation(invitation)).rejects.toThrow(DuplicateInvitationError);
    const member = clerk.createInvitation({ ...invitation, email: 'ann@demo.example' });
    await expect(member).rejects.toMatchObject({ reason: 'already_member' });
    expect(await clerk.listMemberships('user_ann')).toMatchObject([
      { companyId: 'org_demo', role: 'org:csr', name: 'Ann' },
    ]);
    expect(await clerk.deleteUser('user_ann')).toBe(true);
    expect(await clerk.deleteUser('user_ann')).toBe(false);
    const webhooks = await bed.web.waitForCount(2);
    expect(webhooks.map(({ body }) => body['type'])).toEqual([
      'organizationInvitation.created',
      'user.deleted',
    ]);
  });

  it('OpenAI describes the same house always, past keys that it turns away', async () => {
    const ask = (...keys: string[]) =>
      createOpenaiClient({
        baseUrl: bed.sandbox.endpoints.OPENAI_BASE_URL,
        keys: createKeyPool({ keys, strategy: 'round_robin' }),
        http: http('openai'),
      }).complete({
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'Address: 12 Elm St, Albany NY' }],
      });
    const { text: answer } = await ask('sk-limited', 'sk-revoked', 'sk-good');
    expect(answer).toMatch(/^roof_type="[a-z ]+"$/m);
    expect(answer).toMatch(/^google_earth_url="https:\/\/earth\.google\.com/m);
    expect((await ask('sk-good')).text).toBe(answer);
    await expect(ask('sk-limited')).rejects.toMatchObject({ status: 429 });
  });

  it('Expo pushes to devices that are there', async () => {
    const push = createExpoPush({
      baseUrl: bed.sandbox.endpoints.EXPO_BASE_URL,
      accessToken: null,
      http: http('expo'),
    });
    const message = { title: 'New lead', body: 'Call back', data: { leadId: '1' } };
    const outcomes = await push.send([
      { ...message, token: 'ExponentPushToken[one]' },
      { ...message, token: 'ExponentPushToken[unregistered]' },
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['accepted', 'unregistered']);
    expect(bed.sandbox.outbox.read({ to: 'ExponentPushToken[one]' })).toMatchObject([
      { channel: 'push', subject: 'New lead', body: 'Call back', more: { leadId: '1' } },
    ]);
  });

  it('Google and Nominatim find the same place, and nothing nowhere', async () => {
    const google = createGoogleSource({
      baseUrl: bed.sandbox.endpoints.GOOGLE_MAPS_BASE_URL,
      apiKey: bed.sandbox.endpoints.GOOGLE_MAPS_API_KEY,
      http: http('google'),
    });
    const nominatim = createNominatimSource({
      baseUrl: bed.sandbox.endpoints.NOMINATIM_BASE_URL,
      userAgent: 'otto',
      http: http('nominatim'),
      pacer: createPacer(0),
    });
    const { place } = await google('12 Elm St, Albany NY');
    expect(place).toMatchObject({
      latitude: expect.any(Number),
      longitude: expect.any(Number),
    });
    bed.sandbox.addFault({ provider: 'google', fault: 'rate-limit' });
    const second = await createGeocoder([google, nominatim])('12 Elm St, Albany NY');
    expect(second.place).toMatchObject({
      source: 'nominatim',
      latitude: place?.latitude,
      longitude: place?.longitude,
    });
    expect(await google('1 Nowhere Ln')).toMatchObject({ place: null, reason: 'not_found' });
  });

  const mailer = (timeoutMs = 5_000) =>
    createMailer({
      smtpUrl: bed.sandbox.endpoints.SMTP_URL,
      from: 'Demo Roofing <office@demo.example>',
      timeoutMs,
    });
  const mail = {
    id: 'mail-1',
    to: 'dana@example.com',
    subject: 'Ihr Angebot für das Dach',
    text: `Grüße von Demo Roofing. ${'Long enough to be folded. '.repeat(8)}`.trim(),
    html: '<p>Grüße</p>',
  };

  it('mail is caught with its subject, text and HTML', async () => {
    await mailer().send(mail);
    const [caught] = bed.sandbox.outbox.read({ to: 'dana@example.com' });
    expect(caught).toMatchObject({
      channel: 'email',
      id: '<mail-1@demo.example>',
      from: 'Demo Roofing <office@demo.example>',
      subject: mail.subject,
      more: { html: expect.stringContaining('Grüße') },
    });
    expect(caught?.body.trim()).toBe(mail.text);
  });

  it.each([
    ['rate-limit', 0],
    ['server-error', 0],
    ['connection-reset', 0],
    ['malformed', 0],
    ['hang', 0],
    ['hang-after-accept', 1],
  ] as const)('mail fails on %s, and %i was taken', async (fault, taken) => {
    bed.sandbox.addFault({ provider: 'smtp', fault });
    await expect(mailer(300).send(mail)).rejects.toMatchObject({ vendor: expect.any(String) });
    expect(bed.sandbox.outbox.read()).toHaveLength(taken);
  });

  it('mail to an address that bounces is refused', async () => {
    const sending = mailer().send({ ...mail, to: 'bounce@example.com' });
    await expect(sending).rejects.toMatchObject({ isRetryable: false });
  });
});
