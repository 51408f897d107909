import { callrailTextNews, twilioTextNews } from './text-news';

const receivedAt = new Date('2026-11-24T15:00:00Z');
const bytes = (fields: Record<string, string>) =>
  Buffer.from(new URLSearchParams(fields).toString());

describe('reading a text', () => {
  it('takes Twilio’s form as it comes', () => {
    const form = {
      MessageSid: 'SM01',
      From: '+16025550101',
      To: '+16025550999',
      Body: ' on Monday? 👍',
      NumMedia: '1',
      MediaUrl0: 'https://api.twilio.com/ME1?a=b&c=d',
    };
    expect(twilioTextNews(bytes(form), receivedAt)).toEqual({
      provider: 'twilio',
      carrierAnswered: null,
      providerMessageId: 'SM01',
      direction: 'inbound',
      customerPhone: '+16025550101',
      companyPhone: '+16025550999',
      body: ' on Monday? 👍',
      mediaUrls: ['https://api.twilio.com/ME1?a=b&c=d'],
      writer: null,
      at: receivedAt,
    });
  });

  it.each([
    ['text-received', 'inbound'],
    ['text-sent', 'outbound'],
  ])('tells the customer’s number of %s at CallRail from the company’s', (event, direction) => {
    const [customerPhone, companyPhone] = ['+16025550101', '+16025550999'];
    const isInbound = direction === 'inbound';
    const body = bytes({
      message_id: 'SMS12',
      from_number: isInbound ? customerPhone : companyPhone,
      to_number: isInbound ? companyPhone : customerPhone,
      message: 'can you come on Monday?',
    });
    expect(callrailTextNews(event, body, receivedAt)).toMatchObject({
      direction,
      customerPhone,
      companyPhone,
      providerMessageId: 'SMS12',
      at: receivedAt,
    });
  });
});
