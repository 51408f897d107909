import { createSqlPool, type Transaction } from '@otto/db/sql';
import { seal, unseal } from '@otto/integrations';
import { officeNumbers, type DemoCompany } from './demo-data';

/** Puts the demo companies into the database; the second time it changes nothing. */
export async function seedDemoData(
  databaseUrl: string,
  encryptionKeys: string,
  companies: readonly DemoCompany[],
): Promise<void> {
  const pool = createSqlPool({ url: databaseUrl, max: 1, name: 'otto-seed' });
  try {
    await pool.transaction(async (tx) => {
      for (const company of companies) await seedCompany(tx, encryptionKeys, company);
    });
  } finally {
    await pool.close();
  }
}

async function seedCompany(tx: Transaction, keys: string, company: DemoCompany): Promise<void> {
  await tx.query(
    `insert into companies (id, name, timezone, updated_at) values ($1, $2, $3, now())
     on conflict (id) do update set name = excluded.name, timezone = excluded.timezone, updated_at = now()
     where (companies.name, companies.timezone) is distinct from (excluded.name, excluded.timezone)`,
    [company.id, company.name, company.timezone],
  );
  for (const user of company.users) {
    await tx.query(
      `insert into users (id, company_id, email, name, role, updated_at) values ($1, $2, $3, $4, $5, now())
       on conflict (id) do update set email = excluded.email, name = excluded.name, role = excluded.role, updated_at = now()
       where (users.email, users.name, users.role) is distinct from (excluded.email, excluded.name, excluded.role)`,
      [user.id, company.id, user.email, user.name, user.role],
    );
  }
  await seedNumber(tx, company.id, company.trackingNumber, ['tracking', 'callrail']);
  await seedNumber(tx, company.id, company.smsNumber, ['sms', 'twilio']);
  const office = officeNumbers[company.id];
  if (office !== undefined) await seedNumber(tx, company.id, office, ['main', 'landline']);
  const { callrail, twilio } = company;
  await seedIntegration(tx, keys, {
    companyId: company.id,
    provider: 'callrail',
    accountRef: callrail.accountId,
    webhookToken: callrail.token,
    credentials: JSON.stringify({ apiKey: callrail.apiKey }),
    signingKey: callrail.signingKey,
  });
  await seedIntegration(tx, keys, {
    companyId: company.id,
    provider: 'twilio',
    accountRef: twilio.accountSid,
    webhookToken: `twilio-${company.id}`,
    credentials: JSON.stringify({ authToken: twilio.authToken }),
    // Twilio signs its webhooks with the account's auth token.
    signingKey: twilio.authToken,
  });
}

async function seedNumber(
  tx: Transaction,
  companyId: string,
  e164: string,
  [kind, provider]: readonly [kind: string, provider: string],
): Promise<void> {
  await tx.query(
    `insert into phone_numbers (company_id, e164, kind, provider) values ($1, $2, $3, $4)
     on conflict (e164) do nothing`,
    [companyId, e164, kind, provider],
  );
}

interface Integration {
  readonly companyId: string;
  readonly provider: string;
  readonly accountRef: string;
  readonly webhookToken: string;
  readonly credentials: string;
  readonly signingKey: string;
}

/** Sealing gives a new text each time, so what is stored is opened before it is replaced. */
async function seedIntegration(tx: Transaction, keys: string, wanted: Integration): Promise<void> {
  const [stored] = await tx.query<StoredIntegration>(
    `select account_ref, webhook_token, credentials_enc, signing_key_enc
     from company_integrations where company_id = $1 and provider = $2`,
    [wanted.companyId, wanted.provider],
  );
  if (stored && isSame(keys, stored, wanted)) return;
  await tx.query(
    `insert into company_integrations
       (company_id, provider, account_ref, webhook_token, credentials_enc, signing_key_enc, updated_at)
     values ($1, $2, $3, $4, $5, $6, now())
     on conflict (company_id, provider) do update set
       account_ref = excluded.account_ref, webhook_token = excluded.webhook_token,
       credentials_enc = excluded.credentials_enc, signing_key_enc = excluded.signing_key_enc,
       updated_at = now()`,
    [
      wanted.companyId,
      wanted.provider,
      wanted.accountRef,
      wanted.webhookToken,
      seal(keys, wanted.credentials),
      seal(keys, wanted.signingKey),
    ],
  );
}

interface StoredIntegration {
  readonly account_ref: string;
  readonly webhook_token: string;
  readonly credentials_enc: string;
  readonly signing_key_enc: string | null;
}

function isSame(keys: string, stored: StoredIntegration, wanted: Integration): boolean {
  return (
    stored.account_ref === wanted.accountRef &&
    stored.webhook_token === wanted.webhookToken &&
    opens(keys, stored.credentials_enc, wanted.credentials) &&
    opens(keys, stored.signing_key_enc ?? '', wanted.signingKey)
  );
}

/** False also where the text was sealed with a key that is gone (a new .local, an old database). */
function opens(keys: string, sealed: string, plaintext: string): boolean {
  try {
    return unseal(keys, sealed) === plaintext;
  } catch {
    return false;
  }
}
