import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createAlertUnassigned } from './alert-unassigned';

const HOUR_MS = 3_600_000;

describe('a visit that nobody is to make', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.stop());

  const book = async (company: SeededCompany, hours: number, part: object = {}) => {
    const { leadId, contactCardId } = await insertCall(stage.database, company);
    const scheduledStart = new Date(stage.clock.now().getTime() + hours * HOUR_MS);
    const data = { companyId: company.id, leadId, contactCardId, scheduledStart, ...part };
    const { id } = await stage.database.withTenant(company.id, ({ db }) =>
      db.appointment.create({ data }),
    );
    return id;
  };
  const tasksOf = ({ id }: SeededCompany) =>
    stage.database.withTenant(id, ({ db }) => db.task.findMany({ where: { companyId: id } }));

  it('is brought to the managers once when it begins within a day', async () => {
    const [company, gone] = [await seedCompany(stage.database), await seedCompany(stage.database)];
    const appointmentId = await book(company, 23);
    await book(company, 25);
    await book(company, -1);
    await book(company, 5, { assignedRepId: company.users.salesRep });
    await book(company, 5, { status: 'cancelled' });
    await book(gone, 5);
    await stage.database.sql.query('update companies set active = false where id = $1', [gone.id]);
    const at = stage.clock.now().toISOString();
    const alert = createAlertUnassigned(stage);
    expect(await alert({ at }, specJob(null))).toEqual({ asked: 1 });
    expect(await alert({ at }, specJob(null))).toEqual({ asked: 0 });
    expect(await tasksOf(company)).toMatchObject([
      { assignedTo: 'manager', appointmentId, priority: 'high', status: 'open', source: 'otto' },
    ]);
    expect(await tasksOf(gone)).toEqual([]);
    const told = stage.told.filter(({ envelope }) => envelope.tenant_id === company.id);
    expect(told.map(({ envelope }) => envelope.event)).toEqual(['task.created']);
  });
});
