import { generateKeyPairSync } from 'node:crypto';
import type { DemoCompany } from '../../local/demo-data';
import type { SandboxConfig } from '../config';

export const demoCompany: DemoCompany = {
  id: 'org_demo',
  name: 'Demo Roofing',
  timezone: 'America/New_York',
  trackingNumber: '+15185550999',
  smsNumber: '+15185550998',
  callrail: {
    accountId: 'ACC100',
    apiKey: 'key-demo',
    token: 'token-demo',
    signingKey: 'sign-demo',
  },
  twilio: { accountSid: 'AC100', authToken: 'auth-demo' },
  users: [
    { id: 'user_mia', email: 'mia@demo.example', name: 'Mia', role: 'manager' },
    { id: 'user_ann', email: 'ann@demo.example', name: 'Ann', role: 'csr' },
  ],
};

export const rivalCompany: DemoCompany = {
  ...demoCompany,
  id: 'org_rival',
  name: 'Rival Roofing',
  timezone: 'America/Denver',
  trackingNumber: '+13035550999',
  smsNumber: '+13035550998',
  twilio: { accountSid: 'AC200', authToken: 'auth-rival' },
  callrail: {
    accountId: 'ACC200',
    apiKey: 'key-rival',
    token: 'token-rival',
    signingKey: 'sign-rival',
  },
  users: [],
};

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

export function testConfig(
  webUrl: string,
  changes: Partial<Pick<SandboxConfig, 'callrail'>> & {
    shunya?: Partial<SandboxConfig['shunya']>;
    clerk?: Partial<SandboxConfig['clerk']>;
  } = {},
): SandboxConfig {
  return {
    port: 0,
    webUrl,
    companies: [demoCompany, rivalCompany],
    ...(changes.callrail ? { callrail: changes.callrail } : {}),
    shunya: {
      jwtSecret: 'jwt-secret',
      hmacSecret: 'hmac-secret',
      resultDelayMs: 0,
      webhookRetryDelaysMs: [1, 1, 1],
      ...changes.shunya,
    },
    clerk: {
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      webhookSecret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      webhookRetryDelaysMs: [1, 1],
      ...changes.clerk,
    },
  };
}
