/**
 * The sandbox as a service of docker-compose.yml: two demo companies in its database, and the
 * providers at SANDBOX_URL with the secrets that the other services have.
 */
import { createDemoCompanies } from '../local/demo-data';
import { createDemoSecrets } from '../local/demo-secrets';
import { seedDemoData } from '../local/seed';
import { startSandbox } from '../sandbox/start-sandbox';

async function main(): Promise<void> {
  const need = (name: string): string => {
    const value = process.env[name];
    if (!value) throw new Error(`${name} is missing`);
    return value;
  };
  const selfUrl = need('SANDBOX_URL');
  const companies = createDemoCompanies();
  const { clerk } = createDemoSecrets();
  await seedDemoData(need('DATABASE_URL'), need('ENCRYPTION_KEY'), companies);
  const sandbox = await startSandbox({
    port: Number(new URL(selfUrl).port),
    host: '::',
    selfUrl,
    webUrl: need('WEB_URL'),
    companies,
    shunya: { jwtSecret: need('UWC_JWT_SECRET'), hmacSecret: need('UWC_HMAC_SECRET') },
    clerk: { ...clerk, webhookSecret: need('CLERK_WEBHOOK_SECRET') },
    smtp: { port: Number(need('SMTP_PORT')) },
  });
  console.log(`sandbox ready on ${sandbox.url}`);
  const end = () => void sandbox.close().then(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
