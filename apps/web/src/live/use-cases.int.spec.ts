import { randomUUID } from 'node:crypto';
import { changeLead, createTask, tenantChannel, type Viewer } from '@otto/domain';
import { connect } from '../testing/live-client';
import { createLiveStage, type LiveStage } from '../testing/live-stage';

let stage: LiveStage;
beforeAll(async () => {
  stage = await createLiveStage();
});
afterAll(() => stage.stop());

describe('what use cases change', () => {
  it('is heard by the company, with ids alone, and by no other', async () => {
    const own = connect(stage.second, stage.tokenOf('csr'));
    const foreign = connect(stage.second, stage.tokenOf('manager', stage.rival));
    await Promise.all([own.welcome(), foreign.welcome()]);
    await own.subscribe(tenantChannel(stage.demo.id));
    await foreign.subscribe(tenantChannel(stage.rival.id));
    const viewer: Viewer = { id: stage.demo.users.manager, role: 'manager' };
    const scene = { now: new Date(), publish: stage.send };
    const { leadId } = stage;
    const description = `Call back ${randomUUID()}`;
    const { task } = await stage.database.withTenant(stage.demo.id, async (tx) => {
      await changeLead(tx, viewer, { id: leadId, status: 'nurturing', priority: 'high' }, scene);
      return createTask(tx, viewer, { description, leadId }, scene);
    });
    const changed = await own.until(({ event }) => event === 'lead.updated');
    expect(changed).toMatchObject({
      tenant_id: stage.demo.id,
      lead_id: leadId,
      data: { from: 'qualified_booked', to: 'nurturing', changed_fields: ['priority'] },
    });
    const created = await own.until(({ event }) => event === 'task.created');
    expect(created).toMatchObject({ data: { task_id: task.id, lead_id: leadId } });
    expect(JSON.stringify(created)).not.toContain(description);
    const theirs = await stage.publish({}, stage.rival);
    await foreign.event(theirs);
    expect(foreign.keys()).toEqual([theirs]);
    for (const { socket } of [own, foreign]) socket.close();
    await Promise.all([own.closed, foreign.closed]);
  });
});
