import { seedCompany, type SeededCompany } from '@otto/testkit';
import { insertCall } from '../testing/insert-call';
import { specJob } from '../testing/spec-job';
import { createStage, type Stage } from '../testing/stage';
import { createCleanupEphemeralSessions } from './cleanup-ephemeral-sessions';

const at = '2026-11-24T15:00:00.000Z';

describe('cleaning up ephemeral sessions', () => {
  let stage: Stage;
  let company: SeededCompany;

  beforeAll(async () => {
    stage = await createStage();
    company = await seedCompany(stage.database);
  });
  afterAll(() => stage.stop());

  async function insertSession(
    name: string,
    part: { audioStorageMode?: string; expiresAt?: Date; status?: string } = {},
  ) {
    const call = await insertCall(stage.database, company);
    const audioKey = `${company.id}/audio/${name}.m4a`;
    await stage.storage.put(audioKey, Buffer.from(name), 'audio/mp4');
    const id = await stage.database.withTenant(company.id, async ({ db }) => {
      const appointment = await db.appointment.create({
        data: {
          companyId: company.id,
          leadId: call.leadId,
          contactCardId: call.contactCardId,
          scheduledStart: new Date(at),
        },
      });
      const session = await db.recordingSession.create({
        data: {
          companyId: company.id,
          repId: company.users.salesRep,
          appointmentId: appointment.id,
          startedAt: new Date(at),
          mode: 'ghost',
          status: 'completed',
          audioStorageMode: 'ephemeral',
          expiresAt: new Date(at),
          audioKey,
          ...part,
        },
      });
      return session.id;
    });
    return { id, audioKey };
  }
  const keyOf = (id: string) =>
    stage.database.withTenant(
      company.id,
      async ({ db }) => (await db.recordingSession.findUniqueOrThrow({ where: { id } })).audioKey,
    );

  it('deletes audio whose time is over, writes it down, and leaves the rest', async () => {
    const expired = await insertSession('expired');
    const kept = [
      await insertSession('later', { expiresAt: new Date('2026-11-24T15:00:01.000Z') }),
      await insertSession('persistent', { audioStorageMode: 'persistent' }),
    ];
    const clean = createCleanupEphemeralSessions(stage);
    expect(await clean({ at }, specJob(null))).toEqual({ sessions: 1 });
    expect(await clean({ at }, specJob(null))).toEqual({ sessions: 0 });
    expect(await keyOf(expired.id)).toBeNull();
    expect(await stage.storage.stat(expired.audioKey)).toBeNull();
    for (const { id, audioKey } of kept) {
      expect(await keyOf(id)).toBe(audioKey);
      expect(await stage.storage.stat(audioKey)).not.toBeNull();
    }
    const audit = await stage.database.withTenant(company.id, ({ db }) => db.auditLog.findMany());
    expect(audit).toMatchObject([
      { action: 'recording_audio_deleted', resourceId: expired.id, success: 'success' },
    ]);
  });

  it('clears the key of audio that is gone already', async () => {
    const session = await insertSession('gone');
    await stage.storage.delete(session.audioKey);
    expect(await createCleanupEphemeralSessions(stage)({ at }, specJob(null))).toEqual({
      sessions: 1,
    });
    expect(await keyOf(session.id)).toBeNull();
  });

  it('shows a tenant no session of another', async () => {
    const rival = await seedCompany(stage.database);
    await insertSession('mine');
    const seen = await stage.database.withTenant(rival.id, (tx) =>
      tx.query('select id from recording_sessions'),
    );
    expect(seen).toEqual([]);
  });
});
