import type { Prisma, User } from '../generated/client';
import type { SystemTx } from '../database';

export type UserRow = User;

export async function findUser(tx: SystemTx, id: string): Promise<UserRow | null> {
  return tx.db.user.findUnique({ where: { id } });
}

export async function findUserByEmail(tx: SystemTx, email: string): Promise<UserRow | null> {
  return tx.db.user.findUnique({ where: { email } });
}

export async function insertUser(tx: SystemTx, user: Prisma.UserCreateManyInput): Promise<void> {
  await tx.db.user.createMany({ data: [user] });
}

/** Never the company: everything that refers to a user refers to the user of that company. */
export async function updateUser(
  tx: SystemTx,
  id: string,
  changes: Pick<
    Prisma.UserUncheckedUpdateManyInput,
    'email' | 'name' | 'phone' | 'role' | 'territory' | 'department' | 'active'
  >,
): Promise<void> {
  await tx.db.user.updateMany({ where: { id }, data: changes });
}

/** Whether there is such a company, switched off or not. */
export async function isCompany(tx: SystemTx, id: string): Promise<boolean> {
  return (await tx.db.company.count({ where: { id } })) > 0;
}

/** Inserts or renames; a name that another company has gets the id behind it. */
export async function saveCompany(
  tx: SystemTx,
  company: { readonly id: string; readonly name: string },
): Promise<void> {
  const { id } = company;
  const isTaken = await tx.db.company.count({ where: { name: company.name, id: { not: id } } });
  const name = isTaken > 0 ? `${company.name} (${id})` : company.name;
  await tx.db.company.upsert({ where: { id }, create: { id, name }, update: { name } });
}

/** Switches the company off; nothing of it is deleted. */
export async function deactivateCompany(tx: SystemTx, id: string): Promise<void> {
  await tx.db.company.updateMany({ where: { id }, data: { active: false } });
}
