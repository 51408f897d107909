import type { Database } from '@otto/db';

export interface DraftSeed {
  readonly companyId: string;
  readonly contactCardId: string;
  readonly generatedFor: string;
  readonly draftType?: string;
  readonly status?: string;
}

/** A draft that waits for an approval, and the company's wording for others; answers with its id. */
export async function seedDraft(database: Database, seed: DraftSeed): Promise<string> {
  const { companyId, draftType = 'sms', status = 'pending', ...whom } = seed;
  return database.withTenant(companyId, async ({ db }) => {
    await db.messageTemplate.createMany({
      data: [{ companyId, key: 'follow_up_sms', body: 'Hi {name}, any questions? {company}' }],
      skipDuplicates: true,
    });
    const { id } = await db.followUpDraft.create({
      data: {
        companyId,
        ...whom,
        generatedBy: 'generic_ai',
        draftType,
        status,
        draftText: 'Hi, shall we fix a date?',
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    });
    return id;
  });
}
