import type { Database } from '@otto/db';
import { uniqueId, uniquePhone, type SeededCompany } from '@otto/testkit';
import { seedDraft } from './seed-draft';
import { seedRecovery, seedSmsNumber } from './seed-recovery';
import { seedConversation } from './seed-conversation';

/**
 * One record of each kind that the API can name, by the name of the parameter or field that names
 * it. Specs over the whole table of routes fill their requests from it, and fail at a parameter that
 * is not here.
 */
export type SampleRecords = Readonly<Record<string, string>>;

/** Seeds records that belong to the csr and the sales rep of the company. */
export async function seedSampleRecords(
  database: Database,
  company: SeededCompany,
  lastName = 'Sample',
): Promise<SampleRecords> {
  const phone = uniquePhone();
  const conversation = await seedConversation(database, {
    companyId: company.id,
    phone,
    firstName: 'Sam',
    lastName,
    ownerId: company.users.csr,
    repId: company.users.salesRep,
  });
  const memberId = await seedMember(database, company.id);
  await seedSmsNumber(database, company.id);
  const recovery = await seedRecovery(database, { companyId: company.id });
  const draftId = await seedDraft(database, {
    companyId: company.id,
    contactCardId: conversation.contactId,
    generatedFor: company.users.salesRep,
  });
  return {
    draft_id: draftId,
    queue_id: recovery.queueId,
    csr_id: company.users.csr,
    call_id: conversation.callId,
    contact_id: conversation.contactId,
    contact_card_id: conversation.contactId,
    lead_id: conversation.leadId,
    appointment_id: conversation.appointmentId,
    task_id: conversation.taskId,
    signal_id: conversation.signalId,
    phone_number: phone,
    user_id: memberId,
    owner_id: company.users.csr,
    assignee_id: company.users.csr,
    rep_id: company.users.salesRep,
    assigned_rep_id: company.users.salesRep,
  };
}

/** Somebody whose role may change while those who ask keep theirs. */
async function seedMember(database: Database, companyId: string): Promise<string> {
  const id = uniqueId('user');
  await database.withTenant(companyId, ({ db }) =>
    db.user.create({
      data: { id, companyId, email: `${id}@spec.example`, name: 'Max', role: 'csr' },
    }),
  );
  return id;
}
