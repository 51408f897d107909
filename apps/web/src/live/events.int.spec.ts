import { leadChannel, tenantChannel } from '@otto/domain';
import { connect } from '../testing/live-client';
import { createLiveStage, type LiveStage } from '../testing/live-stage';

let stage: LiveStage;
beforeAll(async () => {
  stage = await createLiveStage();
});
afterAll(() => stage.stop());

describe('events', () => {
  it('reach the clients of every process once, in order, and no other company', async () => {
    const here = connect(stage.first, stage.tokenOf('manager'));
    const there = connect(stage.second, stage.tokenOf('csr'));
    const foreign = connect(stage.second, stage.tokenOf('manager', stage.rival));
    await Promise.all([here.welcome(), there.welcome(), foreign.welcome()]);
    await Promise.all([
      here.subscribe(tenantChannel(stage.demo.id)),
      here.subscribe(leadChannel(stage.leadId)),
      there.subscribe(tenantChannel(stage.demo.id)),
      foreign.subscribe(tenantChannel(stage.rival.id)),
    ]);
    const keys = [
      await stage.publish({ leadId: stage.leadId, data: { lead_id: 'ld-3' } }),
      await stage.publish({ severity: 'warn' }),
    ];
    const own = await stage.publish({}, stage.rival);
    await Promise.all([here.event(keys[1] ?? ''), there.event(keys[1] ?? ''), foreign.event(own)]);
    expect(here.keys()).toEqual(keys);
    expect(there.keys()).toEqual(keys);
    expect(foreign.keys()).toEqual([own]);
    expect(await here.event(keys[0] ?? '')).toMatchObject({
      version: '1',
      event: 'lead.updated',
      severity: 'info',
      tenant_id: stage.demo.id,
      lead_id: stage.leadId,
      data: { lead_id: 'ld-3' },
    });
    for (const { socket } of [here, there, foreign]) socket.close();
    await Promise.all([here.closed, there.closed, foreign.closed]);
  });

  it('of the company reach a rep when they are about a record of theirs', async () => {
    const rep = connect(stage.first, stage.tokenOf('salesRep'));
    await rep.welcome();
    await rep.subscribe(tenantChannel(stage.demo.id));
    await stage.publish();
    await stage.publish({ repIds: ['user_other'] });
    const own = await stage.publish({ repIds: [stage.demo.users.salesRep] });
    await rep.event(own);
    expect(rep.keys()).toEqual([own]);
    rep.socket.close();
    await rep.closed;
  });

  it('of a transaction that is rolled back are never sent', async () => {
    const client = connect(stage.first, stage.tokenOf('manager'));
    await client.welcome();
    await client.subscribe(tenantChannel(stage.demo.id));
    await expect(stage.publish({}, stage.demo, true)).rejects.toThrow('rolled back');
    const next = await stage.publish();
    await client.event(next);
    expect(client.keys()).toEqual([next]);
    client.socket.close();
    await client.closed;
  });

  it('that were missed are sent after the last one that the client names', async () => {
    const before = connect(stage.first, stage.tokenOf('manager'));
    await before.welcome();
    await before.subscribe(tenantChannel(stage.demo.id));
    const { id } = await before.event(await stage.publish());
    before.socket.close();
    await before.closed;

    const missed = [await stage.publish(), await stage.publish()];
    const after = connect(stage.second, stage.tokenOf('manager'));
    await after.welcome();
    const result = await after.subscribe(tenantChannel(stage.demo.id), String(id));
    expect(result).toMatchObject({ success: true, replay_complete: true });
    const live = await stage.publish();
    await after.event(live);
    expect(after.keys()).toEqual([...missed, live]);
    after.say({ type: 'unsubscribe', channel: tenantChannel(stage.demo.id) });
    await after.until(({ type }) => type === 'unsubscribe_result');
    expect(await after.subscribe(tenantChannel(stage.demo.id), '1-0')).toMatchObject({
      success: true,
    });
    after.socket.close();
    await after.closed;
  });

  it('that a slow reader cannot take are dropped and counted, and no other client waits', async () => {
    const [slow, fast] = [
      connect(stage.first, stage.tokenOf('manager')),
      connect(stage.first, stage.tokenOf('csr')),
    ];
    await Promise.all([slow.welcome(), fast.welcome()]);
    await slow.subscribe(tenantChannel(stage.demo.id));
    await fast.subscribe(tenantChannel(stage.demo.id));
    slow.socket.pause();
    const dropped = async () => {
      const text = await stage.first.metrics.read();
      return Number(/otto_socket_messages_total\{outcome="dropped".*\} (\d+)/.exec(text)?.[1] ?? 0);
    };
    const keys: string[] = [];
    // More than a network buffers for one who does not read, whatever its buffers are.
    while ((await dropped()) < 40) {
      for (let event = 0; event < 20; event += 1) {
        keys.push(await stage.publish({ data: { text: 'x'.repeat(30_000) } }));
      }
      await fast.event(keys.at(-1) ?? '');
    }
    expect(fast.keys()).toEqual(keys);
    slow.socket.resume();
    const { data } = await slow.until(({ event }) => event === 'system.buffer_dropped');
    await slow.event(keys.at(-1) ?? '');
    expect(data).toEqual({ dropped: await dropped() });
    // Pings are among what was dropped.
    const lost = keys.length - slow.keys().length;
    expect(lost).toBeGreaterThan(0);
    expect(lost).toBeLessThanOrEqual(await dropped());
    for (const { socket } of [slow, fast]) socket.close();
    await Promise.all([slow.closed, fast.closed]);
  });

  it('that are too large come as their ids', async () => {
    const client = connect(stage.first, stage.tokenOf('manager'));
    await client.welcome();
    await client.subscribe(tenantChannel(stage.demo.id));
    const key = await stage.publish({ data: { lead_id: 'ld-1', text: 'x'.repeat(40_000) } });
    const { data } = await client.event(key);
    expect(data).toMatchObject({ lead_id: 'ld-1', _truncated: true });
    expect(data).not.toHaveProperty('text');
    client.socket.close();
    await client.closed;
  });
});
