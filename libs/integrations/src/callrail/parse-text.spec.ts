import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WebhookParseError } from '../errors';
import { parseCallrailForm } from './parse-form';
import { parseCallrailText } from './parse-text';

const sample = (name: string): Buffer => readFileSync(join(__dirname, `samples/${name}.json`));

describe('a text of CallRail', () => {
  it('is read with who is the customer when it came in', () => {
    expect(parseCallrailText(sample('text-received'), 'inbound')).toEqual({
      deliveryKey: 'SCI0199f0aa',
      messageId: 'SCI0199f0aa',
      direction: 'inbound',
      customerPhone: '+16025550101',
      trackingPhone: '+16025550999',
      text: ' can you come on monday?',
      mediaUrls: ['https://api.callrail.com/v3/a/1/mms/1'],
      conversationId: 'KZaGR',
      agentName: null,
      callrailCompanyId: 'COM0199f0aa',
      sentAt: '2026-11-24T16:15:00.100Z',
    });
  });

  it.each(['Ann', { name: 'Ann', email: 'ann@demo.example' }])(
    'is read with who wrote it, %j, when it went out',
    (agent) => {
      const fields = { id: 7, source_number: '+1', destination_number: '+2', content: 'x', agent };
      expect(parseCallrailText(fields, 'outbound')).toMatchObject({
        messageId: '7',
        customerPhone: '+2',
        trackingPhone: '+1',
        agentName: 'Ann',
      });
    },
  );

  it('is read from a form with the older names', () => {
    const form = 'message_id=SMS12&from_number=%2B1602&to_number=%2B1480&message=hi&media_urls=x';
    expect(parseCallrailText(form, 'inbound')).toMatchObject({
      messageId: 'SMS12',
      customerPhone: '+1602',
      trackingPhone: '+1480',
      text: 'hi',
      mediaUrls: [],
      sentAt: null,
    });
  });

  it.each([
    { source_number: '+1', destination_number: '+2' },
    { id: 1, destination_number: '+2' },
    { id: 1, source_number: '+1', destination_number: '' },
  ])('is not in %j', (fields) => {
    expect(() => parseCallrailText(fields, 'inbound')).toThrow(WebhookParseError);
  });
});

describe('a form of CallRail', () => {
  it('is read with the contact details among its answers', () => {
    expect(parseCallrailForm(sample('form'))).toEqual({
      deliveryKey: 'FRM0199f0aa',
      submissionId: 'FRM0199f0aa',
      callrailCompanyId: 'COM0199f0aa',
      customerName: 'P. Doe',
      customerPhone: '602-555-0101',
      customerEmail: 'p.doe@mail.example',
      answers: {
        'Your name': 'P. Doe',
        Mobile: '602-555-0101',
        'E-mail': 'p.doe@mail.example',
        Consent: 'true',
      },
      formUrl: 'https://demo.example/contact',
      landingPageUrl: 'https://demo.example/',
      referrer: 'google',
      sourceName: 'Google Organic',
      isFirst: true,
      submittedAt: '2026-11-24T16:15:00.000Z',
    });
  });

  it('goes by what CallRail has recognised first', () => {
    const fields = { id: 1, customer_name: 'Pat', form_data: { name: 'Other' } };
    expect(parseCallrailForm(fields).customerName).toBe('Pat');
  });

  it('has null for all that is not said', () => {
    const form = parseCallrailForm({ id: 1, form_data: ['x'] });
    expect(form).toMatchObject({ answers: {}, customerPhone: null, isFirst: null });
  });

  it('is none without an id', () => {
    expect(() => parseCallrailForm({ form_data: { name: 'x' } })).toThrow(WebhookParseError);
  });
});
