import { randomBytes } from 'node:crypto';
import type { Database } from '@otto/db';
import { seal } from '@otto/integrations';
import { uniqueId, uniquePhone } from './unique';

/** What seeded credentials are sealed with unless a spec brings its own keys. */
export const TEST_ENCRYPTION_KEY = Buffer.alloc(32, 7).toString('base64');

export interface SeedCompanyOptions {
  readonly name?: string;
  readonly timezone?: string;
  readonly encryptionKeys?: string;
}

export interface SeededCompany {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly trackingNumber: string;
  readonly phoneNumberId: string;
  /** User ids by role. */
  readonly users: { readonly manager: string; readonly csr: string; readonly salesRep: string };
  readonly callrail: {
    readonly accountId: string;
    readonly apiKey: string;
    readonly token: string;
    readonly signingKey: string;
  };
}

/** Inserts a company with a manager, a csr, a sales rep, a tracking number and CallRail connected. */
export async function seedCompany(
  database: Database,
  options: SeedCompanyOptions = {},
): Promise<SeededCompany> {
  const id = uniqueId('org');
  const keys = options.encryptionKeys ?? TEST_ENCRYPTION_KEY;
  const company = {
    id,
    name: options.name ?? `Roofing ${id}`,
    timezone: options.timezone ?? 'America/New_York',
    trackingNumber: uniquePhone(),
    users: { manager: uniqueId('user'), csr: uniqueId('user'), salesRep: uniqueId('user') },
    callrail: {
      accountId: uniqueId('ACC'),
      apiKey: randomBytes(16).toString('hex'),
      token: randomBytes(16).toString('hex'),
      signingKey: randomBytes(16).toString('hex'),
    },
  };
  const phoneNumberId = await database.asSystem(async ({ db }) => {
    const { users, callrail } = company;
    await db.company.create({ data: { id, name: company.name, timezone: company.timezone } });
    await db.user.createMany({
      data: [
        userOf(id, users.manager, 'manager'),
        userOf(id, users.csr, 'csr'),
        userOf(id, users.salesRep, 'sales_rep'),
      ],
    });
    await db.companyIntegration.create({
      data: {
        companyId: id,
        provider: 'callrail',
        accountRef: callrail.accountId,
        webhookToken: callrail.token,
        credentialsEnc: seal(keys, JSON.stringify({ apiKey: callrail.apiKey })),
        signingKeyEnc: seal(keys, callrail.signingKey),
      },
    });
    const number = await db.phoneNumber.create({
      data: { companyId: id, e164: company.trackingNumber, kind: 'tracking', provider: 'callrail' },
    });
    return number.id;
  });
  return { ...company, phoneNumberId };
}

function userOf(companyId: string, id: string, role: string) {
  return { id, companyId, role, name: `${role} ${id}`, email: `${id}@example.test` };
}
