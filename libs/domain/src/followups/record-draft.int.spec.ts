import { createFakeClock, uniqueId } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createSilentUwcStage } from '../testing/uwc-stage';

describe('a draft of Shunya', () => {
  let uwc: Awaited<ReturnType<typeof createSilentUwcStage>>;

  beforeAll(async () => {
    uwc = await createSilentUwcStage(createFakeClock('2026-11-24T15:00:00.000Z'));
  });
  afterAll(() => uwc.stop());

  const text = '  Hi Pat, shall we fix a date? ';
  const draft = { message: text, tone: 'friendly', confidence: 0.86, channel: 'sms' };
  const drafted = (leadId: string, fields: object = {}) => ({
    job_id: uniqueId('dr'),
    rep_id: uwc.company.users.salesRep,
    lead_id: leadId,
    draft,
    ...fields,
  });
  const draftsOf = (contactCardId: string) =>
    uwc.database.asSystem(({ db }) => db.followUpDraft.findMany({ where: { contactCardId } }));

  it('keeps the text word for word for seven days, once for every request', async () => {
    const { leadId, contactCardId } = await insertCall(uwc.database, uwc.company);
    const body = drafted(leadId);
    const outcomes = await Promise.all([
      uwc.receive('followup/draft', body),
      uwc.receive('followup/draft', body),
    ]);
    expect(outcomes.sort()).toEqual(['ignored: the request has its draft already', 'processed']);
    expect(await draftsOf(contactCardId)).toMatchObject([
      {
        companyId: uwc.company.id,
        status: 'pending',
        draftText: text,
        draftType: 'sms',
        tone: 'friendly',
        generatedFor: uwc.company.users.salesRep,
        shunyaRequestId: body.job_id,
        expiresAt: new Date(uwc.clock.now().getTime() + 7 * 86_400_000),
      },
    ]);
  });

  it('makes none of a failure, nor for a lead or a rep of another company', async () => {
    const { leadId, contactCardId } = await insertCall(uwc.database, uwc.company);
    const theirs = await insertCall(uwc.database, uwc.rival);
    const failed = drafted(leadId, { status: 'failed' });
    expect(await uwc.receive('followup/draft', failed)).toBe('ignored: there is no draft in it');
    for (const lead of [theirs.leadId, 'lead-1']) {
      expect(await uwc.receive('followup/draft', drafted(lead))).toBe(
        'unroutable: the lead is not known',
      );
    }
    const foreign = drafted(leadId, { rep_id: uwc.rival.users.salesRep });
    expect(await uwc.receive('followup/draft', foreign)).toBe('unroutable: the rep is not known');
    expect(await draftsOf(contactCardId)).toEqual([]);
    expect(await draftsOf(theirs.contactCardId)).toEqual([]);
  });
});
