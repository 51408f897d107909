import { findPersonalData } from './find-personal-data';
import { createSpokenWords } from './spoken-words';

const TEXT = 'Water comes through our roof, call me at (212) 555-0188!';
const known = {
  words: createSpokenWords([
    TEXT,
    'STOP',
    'He said "it leaks"\nand it\'s "all over the kitchen floor"',
    'Too short',
  ]),
  phones: new Set(['2125550142']),
};
const kindsIn = (log: string) => findPersonalData(log, known).map(({ kind }) => kind);

describe('personal data of a log', () => {
  it.each([
    'to +12125550123',
    '{"to":"+12125550123"}',
    '{"to":"+447700900123"}',
    'GET /messages?from=%2B12125550123&limit=5',
    'Key (phone)=(+12125550123) already exists.',
    'call (212) 555-0123 now',
    'call (212)555-0123 now',
    'call 212-555-0123 now',
    'call 212.555.0123, please',
    'call +1 212 555 0123',
    'call 1-212-555-0123.',
    '{"phone":2125550142}',
    'tel:12125550142',
  ])('is a phone number: %#', (log) => {
    expect(kindsIn(log)).toEqual(['phone number']);
  });

  it.each([
    'mail to pat.lee+roof@customer.example',
    '{"email":"pat@mail.customer.example"}',
    'GET /unsubscribe?email=pat%40customer.example',
    'Pat <PAT@CUSTOMER.EXAMPLE> wrote',
  ])('is an e-mail address: %#', (log) => {
    expect(kindsIn(log)).toEqual(['e-mail address']);
  });

  it.each([
    `Twilio refused: ${TEXT.slice(0, 30)}`,
    JSON.stringify({ body: TEXT.replace('(212) 555-0188', '…0188') }),
    JSON.stringify({ body: 'it\'s "all over the kitchen floor"' }),
    'said: all over the kitchen floo…',
  ])('is a text of a person, whole, cut, quoted or masked in part: %#', (log) => {
    expect(kindsIn(log)).toEqual(['message body']);
  });

  it('is found as often as it stands there, in order', () => {
    const log = `pat@customer.example said ${TEXT}\n+12125550123`;
    expect(kindsIn(log)).toEqual([
      'e-mail address',
      'message body',
      'phone number',
      'phone number',
    ]);
    expect(findPersonalData(log, known).map(({ start, end }) => log.slice(start, end))).toEqual([
      'pat@customer.example',
      'Water comes through our ',
      '(212) 555-0188',
      '+12125550123',
    ]);
  });

  it.each([
    'masked: +1212•••••23, …0123, p…@customer.example',
    'call 8a3f2125-5550-4142-8212-555012345678 of org_2125550123',
    '2026-11-28T23:17:24.123Z and 23:17:24.123 +0000 and 1795907844123 and 1795907844',
    'listening on 127.0.0.1:54321, process 2125550, seq 2125550199, 3125550142999 bytes',
    'CA21255501232125550123212555012321255501',
    'winston@3.19.0 and @otto/testkit of postgresql://otto@127.0.0.1:5432/otto and a@b',
    'STOP came in; Too short; it leaks',
    'took 212 ms, 555 rows, 0123',
  ])('is not what only looks like it: %#', (log) => {
    expect(findPersonalData(log, known)).toEqual([]);
  });
});
