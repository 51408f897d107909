import { lockContactCard, lockLead } from '@otto/db';
import { seedCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { createStage, type Stage } from '../testing/stage';
import { changeLead } from './change-lead';

describe('changing a lead by hand', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.stop());

  /** Until another transaction of this database waits for a lock. */
  const somebodyWaits = async () => {
    for (;;) {
      const waiting = await stage.database.sql.query(
        `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if (waiting.length > 0) return;
    }
  };

  it('waits for who has locked the card, without holding what they need', async () => {
    const { database, publish, clock } = stage;
    const company = await seedCompany(database);
    const { leadId, contactCardId } = await insertCall(database, company);
    await database.withTenant(company.id, ({ db }) =>
      db.lead.updateMany({ where: { id: leadId }, data: { status: 'dormant' } }),
    );
    const viewer = { id: company.users.manager, role: 'manager' } as const;
    const scene = { now: clock.now(), publish };
    const { changing, status } = await database.withTenant(company.id, async (tx) => {
      await lockContactCard(tx, contactCardId);
      const opens = database.withTenant(company.id, (other) =>
        changeLead(other, viewer, { id: leadId, status: 'warm' }, scene),
      );
      await somebodyWaits();
      return { changing: opens, status: (await lockLead(tx, leadId))?.status };
    });
    expect(status).toBe('dormant');
    expect(await changing).toMatchObject({ status: 'warm' });
  });
});
