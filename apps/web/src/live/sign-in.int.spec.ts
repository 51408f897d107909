import { once } from 'node:events';
import { changeMember, leadChannel, tenantChannel, userChannel } from '@otto/domain';
import { seedCompany, type SeededCompany } from '@otto/testkit';
import { connect } from '../testing/live-client';
import { createLiveStage, type LiveStage } from '../testing/live-stage';

let stage: LiveStage;
beforeAll(async () => {
  stage = await createLiveStage();
});
afterAll(() => stage.stop());

describe('signing in at /ws', () => {
  it('works by header, by subprotocol and by the first message', async () => {
    const byHeader = connect(stage.first, stage.tokenOf('csr'));
    const byProtocol = connect(stage.first, stage.tokenOf('csr'), { inProtocol: true });
    const byMessage = connect(stage.first);
    await once(byMessage.socket, 'open');
    byMessage.say({ type: 'auth', token: stage.tokenOf('csr') });
    for (const client of [byHeader, byProtocol, byMessage]) {
      expect(await client.welcome()).toMatchObject({
        tenant_id: stage.demo.id,
        user_id: stage.demo.users.csr,
      });
      client.socket.close();
      await client.closed;
    }
    expect(byProtocol.socket.protocol).toBe('otto');
  });

  it.each<[string, string, () => string]>([
    ['foreign', 'INVALID_TOKEN', () => stage.tokenOf('csr', stage.demo, { isForged: true })],
    ['expired', 'TOKEN_EXPIRED', () => stage.tokenOf('csr', stage.demo, { expiresInSeconds: -60 })],
    [
      'of nobody of the company',
      'MISSING_USER_ROLE',
      () => stage.tokenOf('csr', { ...stage.rival, users: stage.demo.users }),
    ],
  ])('is refused with 1008 when the token is %s', async (_name, reason, token) => {
    expect(await connect(stage.first, token()).closed).toEqual([1008, reason]);
  });

  it('is refused with 1008 when the first message is another', async () => {
    const client = connect(stage.first);
    await once(client.socket, 'open');
    client.say({ type: 'subscribe', channel: tenantChannel(stage.demo.id) });
    expect(await client.closed).toEqual([1008, 'NOT_SIGNED_IN']);
  });

  it('is refused with 1008 when nothing comes in time', async () => {
    const hasty = await stage.startProcess(20);
    expect(await connect(hasty).closed).toEqual([1008, 'NOT_SIGNED_IN']);
  });

  it('is not offered at any other path', async () => {
    const client = connect(stage.first, stage.tokenOf('csr'), { path: '/other' });
    const [error] = (await once(client.socket, 'error')) as [Error];
    expect(error.message).toContain('404');
  });
});

describe('channels', () => {
  it.each<[string, keyof SeededCompany['users'], () => string, boolean]>([
    ['of the company', 'salesRep', () => tenantChannel(stage.demo.id), true],
    ['of another company', 'manager', () => tenantChannel(stage.rival.id), false],
    ['of oneself', 'csr', () => userChannel(stage.demo.users.csr), true],
    ['of somebody else', 'manager', () => userChannel(stage.demo.users.csr), false],
    ['of a lead', 'csr', () => leadChannel(stage.leadId), true],
    ['of a lead of theirs', 'salesRep', () => leadChannel(stage.leadId), true],
    ['of a lead that there is not', 'manager', () => leadChannel(stage.callId), false],
    ['that do not exist', 'manager', () => 'tenant:*:events', false],
  ])('%s are for a %s: %#', async (_name, role, channel, isAllowed) => {
    const client = connect(stage.first, stage.tokenOf(role));
    await client.welcome();
    const { success, error } = await client.subscribe(channel());
    expect([success, error]).toEqual(isAllowed ? [true, undefined] : [false, 'denied']);
    client.socket.close();
    await client.closed;
  });

  it('of another company’s lead are denied like those of none', async () => {
    const client = connect(stage.first, stage.tokenOf('manager', stage.rival));
    await client.welcome();
    const result = await client.subscribe(leadChannel(stage.leadId));
    expect(result).toMatchObject({ success: false, error: 'denied' });
    client.socket.close();
    await client.closed;
  });
});

describe('a connection', () => {
  it('is told what it says wrong, and slowed down after ten messages a minute', async () => {
    const client = connect(stage.first, stage.tokenOf('manager'));
    await client.welcome();
    client.say('{');
    expect(await client.until(({ type }) => type === 'error')).toEqual({
      type: 'error',
      code: 'invalid_json',
    });
    for (let time = 0; time < 10; time += 1) client.say({ type: 'ping' });
    await client.until(({ code }) => code === 'rate_limited');
    expect(client.got.filter(({ type }) => type === 'pong')).toHaveLength(9);
    client.socket.close();
    await client.closed;
  });

  it('ends when its token does', async () => {
    // The leeway of the verifier lets a token in whose end has passed: its socket ends at once.
    const client = connect(stage.first, stage.tokenOf('csr', stage.demo, { expiresInSeconds: -2 }));
    expect(await client.closed).toEqual([1008, 'TOKEN_EXPIRED']);
  });

  it('ends at once when the user is deactivated in Otto, on every process', async () => {
    const idle = await stage.startProcess(5_000, 60_000);
    const company = await seedCompany(stage.database);
    const client = connect(idle, stage.tokenOf('csr', company));
    await client.welcome();
    await stage.database.withTenant(company.id, (tx) =>
      changeMember(
        tx,
        { id: company.users.manager, role: 'manager' },
        { id: company.users.csr, active: false },
        { now: new Date(), publish: stage.send },
      ),
    );
    expect((await client.closed)[0]).toBe(1008);
  });

  it('ends when its user is deactivated or changes role', async () => {
    const company = await seedCompany(stage.database);
    const [csr, rep] = [
      connect(stage.first, stage.tokenOf('csr', company)),
      connect(stage.first, stage.tokenOf('salesRep', company)),
    ];
    await Promise.all([csr.welcome(), rep.welcome()]);
    await stage.database.sql.query('update users set active = false where id = $1', [
      company.users.csr,
    ]);
    await stage.database.sql.query(`update users set role = 'csr' where id = $1`, [
      company.users.salesRep,
    ]);
    expect(await csr.closed).toEqual([1008, 'MISSING_USER_ROLE']);
    expect(await rep.closed).toEqual([1008, 'ROLE_CHANGED']);
  });

  it('ends when its company is closed', async () => {
    const company = await seedCompany(stage.database);
    const client = connect(stage.first, stage.tokenOf('manager', company));
    await client.welcome();
    await stage.database.sql.query('update companies set active = false where id = $1', [
      company.id,
    ]);
    expect(await client.closed).toEqual([1008, 'MISSING_USER_ROLE']);
  });

  it('ends with 1013 when the process is replaced', async () => {
    const third = await stage.startProcess();
    const client = connect(third, stage.tokenOf('manager'));
    await client.welcome();
    await third.live.close();
    expect(await client.closed).toEqual([1013, 'SHUTDOWN']);
  });
});
