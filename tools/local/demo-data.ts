import { randomBytes } from 'node:crypto';

export interface DemoUser {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'manager' | 'csr' | 'sales_rep';
}

/** A company with its provider accounts, as the local stack and the sandbox both know it. */
export interface DemoCompany {
  readonly id: string;
  readonly name: string;
  readonly timezone: string;
  readonly trackingNumber: string;
  readonly smsNumber: string;
  readonly callrail: {
    readonly accountId: string;
    readonly apiKey: string;
    /** Part of the webhook's URL; tells the companies apart. */
    readonly token: string;
    readonly signingKey: string;
  };
  readonly twilio: { readonly accountSid: string; readonly authToken: string };
  readonly users: readonly DemoUser[];
}

const people: Record<string, readonly [string, string, DemoUser['role']][]> = {
  org_demo: [
    ['ann', 'Ann Keller', 'manager'],
    ['cora', 'Cora Lindt', 'csr'],
    ['colin', 'Colin Marsh', 'csr'],
    ['sam', 'Sam Ortiz', 'sales_rep'],
    ['sofia', 'Sofia Brandt', 'sales_rep'],
  ],
  org_rival: [
    ['rita', 'Rita Voss', 'manager'],
    ['carl', 'Carl Nowak', 'csr'],
    ['chloe', 'Chloe Adler', 'csr'],
    ['seth', 'Seth Palmer', 'sales_rep'],
    ['stella', 'Stella Quinn', 'sales_rep'],
  ],
};

/** Where calls to the companies' numbers at Twilio are put through to. */
export const officeNumbers: Readonly<Record<string, string>> = {
  org_demo: '+12125550109',
  org_rival: '+13035550109',
};

/** The two demo companies with fresh provider secrets; keep the answer, it differs at each call. */
export function createDemoCompanies(): DemoCompany[] {
  return [
    createCompany({
      id: 'org_demo',
      name: 'Demo Roofing',
      timezone: 'America/New_York',
      trackingNumber: '+12125550100',
      smsNumber: '+12125550101',
    }),
    createCompany({
      id: 'org_rival',
      name: 'Rival Roofing',
      timezone: 'America/Denver',
      trackingNumber: '+13035550100',
      smsNumber: '+13035550101',
    }),
  ];
}

function createCompany(
  base: Pick<DemoCompany, 'id' | 'name' | 'timezone' | 'trackingNumber' | 'smsNumber'>,
): DemoCompany {
  const short = base.id.replace('org_', '');
  return {
    ...base,
    callrail: {
      accountId: `ACC${randomBytes(16).toString('hex')}`,
      apiKey: randomBytes(16).toString('hex'),
      token: randomBytes(24).toString('base64url'),
      signingKey: randomBytes(16).toString('hex'),
    },
    twilio: {
      accountSid: `AC${randomBytes(16).toString('hex')}`,
      authToken: randomBytes(16).toString('hex'),
    },
    users: (people[base.id] ?? []).map(([id, name, role]) => ({
      id: `user_${id}`,
      email: `${id}@${short}.example`,
      name,
      role,
    })),
  };
}
