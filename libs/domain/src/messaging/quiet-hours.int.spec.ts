import { uniqueId } from '@otto/testkit';
import { createTextingStage, type TextingStage } from '../testing/texting-stage';
import { createSendMessage } from './send-message';

const PHOENIX = 'America/Phoenix';
const NEW_YORK = 'America/New_York';
const LOS_ANGELES = 'America/Los_Angeles';
/** Numbers of New York, Newfoundland, and of where no zone is known by the number. */
const [NY, NFLD, ABROAD] = ['+12125550', '+17095550', '+49301234'];

describe('the quiet hours of a customer', () => {
  let texting: TextingStage;

  beforeAll(async () => {
    texting = await createTextingStage();
    texting.takeTexts();
  });
  afterAll(() => texting.stop());

  it.each<[string, string, string, string | null, string, string]>([
    // The customer's clocks count, in the night that has ten hours and the one that has twelve.
    ['customer', PHOENIX, NY, null, '2027-03-14T11:59:59Z', '2027-03-14T12:00:00.000Z'],
    ['customer', PHOENIX, NY, null, '2027-03-14T01:00:00Z', '2027-03-14T01:00:00.000Z'],
    ['customer', PHOENIX, NY, null, '2026-11-01T01:00:00Z', '2026-11-01T13:00:00.000Z'],
    ['customer', PHOENIX, NY, null, '2026-11-01T12:59:59Z', '2026-11-01T13:00:00.000Z'],
    [
      'customer in half hours',
      NEW_YORK,
      NFLD,
      null,
      '2027-03-14T10:29:59Z',
      '2027-03-14T10:30:00.000Z',
    ],
    [
      'customer in half hours',
      NEW_YORK,
      NFLD,
      null,
      '2026-11-01T11:29:59Z',
      '2026-11-01T11:30:00.000Z',
    ],
    [
      'address of the customer',
      NEW_YORK,
      NY,
      'CA',
      '2027-03-14T14:59:59Z',
      '2027-03-14T15:00:00.000Z',
    ],
    [
      'address of the customer',
      NEW_YORK,
      NY,
      'CA',
      '2026-11-01T15:59:59Z',
      '2026-11-01T16:00:00.000Z',
    ],
    // Where the customer's are not known, the company's do.
    ['company', NEW_YORK, ABROAD, null, '2027-03-14T11:59:59Z', '2027-03-14T12:00:00.000Z'],
    ['company', NEW_YORK, ABROAD, null, '2026-11-01T05:30:00Z', '2026-11-01T13:00:00.000Z'],
    ['company', LOS_ANGELES, ABROAD, null, '2027-03-14T09:59:59Z', '2027-03-14T15:00:00.000Z'],
    ['company', LOS_ANGELES, ABROAD, null, '2026-11-01T09:30:00Z', '2026-11-01T16:00:00.000Z'],
    ['company', PHOENIX, ABROAD, null, '2027-03-14T09:30:00Z', '2027-03-14T15:00:00.000Z'],
  ])(
    'are by the clocks of the %s: %s %s %s at %s until %s',
    async (_whose, zone, prefix, state, now, until) => {
      const company = await texting.company();
      await texting.stage.database.sql.query(`update companies set timezone = $2 where id = $1`, [
        company.id,
        zone,
      ]);
      const phone = `${prefix}${String(Math.floor(Math.random() * 900) + 100)}`;
      const request = await texting.request(company, { phone, firstText: true });
      await texting.stage.database.withTenant(company.id, ({ db }) =>
        db.contactCard.updateMany({ where: { id: request.contactCardId }, data: { state } }),
      );
      const send = () =>
        createSendMessage(texting.deps)({ ...request, dedupeKey: uniqueId('key') });
      texting.stage.clock.set(now);
      if (now.slice(0, 19) !== until.slice(0, 19)) {
        const blocked = { outcome: 'blocked', reason: 'quiet_hours', until: new Date(until) };
        expect(await send()).toEqual(blocked);
        texting.stage.clock.set(new Date(Date.parse(until) - 1));
        expect(await send()).toEqual(blocked);
      }
      texting.stage.clock.set(until);
      expect(await send()).toMatchObject({ outcome: 'sent' });
    },
  );
});
