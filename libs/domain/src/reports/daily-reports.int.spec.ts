import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall, type InsertedCall } from '../testing/insert-call';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createGenerateDailyReport } from './generate-daily-report';
import { createGenerateDailyReports } from './generate-daily-reports';

describe('daily reports', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await createStage();
  });
  afterAll(() => stage.stop());

  const analyse = (company: SeededCompany, call: InsertedCall, bookingStatus: string) =>
    stage.database.withTenant(company.id, ({ db }) =>
      db.analysis.create({
        data: {
          companyId: company.id,
          callId: call.id,
          leadId: call.leadId,
          bookingStatus,
          qualificationStatus: 'hot',
          analyzedAt: new Date(),
        },
      }),
    );
  const report = async (company: SeededCompany, date: string) => {
    const job = specJob(company.id);
    await createGenerateDailyReport(stage)({ date }, job);
    expect(job.completions).toBe(1);
    return stage.database.withTenant(company.id, ({ db }) =>
      db.dailyReport.findMany({
        where: { date: new Date(`${date}T00:00:00Z`) },
        select: { metrics: true },
      }),
    );
  };

  it('asks for the day before on the clocks of each active company', async () => {
    const eastern = await seedCompany(stage.database, { timezone: 'America/New_York' });
    const kiwi = await seedCompany(stage.database, { timezone: 'Pacific/Auckland' });
    const closed = await seedCompany(stage.database);
    await stage.database.asSystem(({ db }) =>
      db.company.update({ where: { id: closed.id }, data: { active: false } }),
    );
    const job = specJob(null);
    await createGenerateDailyReports(stage)({ at: '2026-11-24T00:00:00.000Z' }, job);
    const asked = await stage.database.asSystem(({ db }) =>
      db.job.findMany({
        where: {
          task: 'reports.generate-daily-report',
          companyId: { in: [eastern.id, kiwi.id, closed.id] },
        },
      }),
    );
    expect(Object.fromEntries(asked.map(({ companyId, payload }) => [companyId, payload]))).toEqual(
      {
        [eastern.id]: { date: '2026-11-22' },
        [kiwi.id]: { date: '2026-11-23' },
      },
    );
    expect(job.completions).toBe(1);
  });

  it('counts the calls of the local day, and has no rate without calls', async () => {
    const company = await seedCompany(stage.database);
    const at = (time: string) => new Date(`2026-11-22T${time}Z`);
    const rescued = await insertCall(stage.database, company, {
      startedAt: at('12:00:00'),
      status: 'missed',
      missed: true,
    });
    await insertCall(stage.database, company, {
      startedAt: at('13:00:00'),
      status: 'missed',
      missed: true,
    });
    const back = await insertCall(stage.database, company, {
      startedAt: at('14:00:00'),
      phone: rescued.phone,
    });
    await analyse(company, back, 'booked');
    await analyse(
      company,
      await insertCall(stage.database, company, { startedAt: new Date('2026-11-23T04:59:59Z') }),
      'not_booked',
    );
    await analyse(
      company,
      await insertCall(stage.database, company, { startedAt: new Date('2026-11-23T05:00:00Z') }),
      'booked',
    );
    await insertCall(stage.database, company, { startedAt: at('04:59:59') });
    await stage.database.withTenant(company.id, ({ db }) =>
      db.appointment.create({
        data: {
          companyId: company.id,
          leadId: back.leadId,
          contactCardId: back.contactCardId,
          scheduledStart: at('10:00:00'),
          outcome: 'won',
          status: 'completed',
          dealSizeCents: 1_250_000,
          closedAt: at('20:00:00'),
        },
      }),
    );
    const metrics = {
      calls_received: 4,
      calls_booked: 1,
      conversion_rate: 0.25,
      revenue_generated: 1_250_000,
      missed: 2,
      recovered: 1,
    };
    expect(await report(company, '2026-11-22')).toEqual([{ metrics }]);
    expect(await report(company, '2026-11-22')).toEqual([{ metrics }]);
    expect(await report(company, '2026-11-20')).toEqual([
      {
        metrics: {
          calls_received: 0,
          calls_booked: 0,
          conversion_rate: null,
          revenue_generated: 0,
          missed: 0,
          recovered: 0,
        },
      },
    ]);
  });
});
