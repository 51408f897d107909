import type { Asker } from './people';

/** What is held to a goal of its own. */
export type CaseKind = 'list' | 'card' | 'detail';

export interface Case {
  readonly name: string;
  readonly kind: CaseKind;
  readonly role: 'manager' | 'csr';
  readonly path: (asker: Asker) => string;
}

const V1 = '/api/v1';
const DAY_MS = 86_400_000;
const monthsAgo = (): string => new Date(Date.now() - 80 * DAY_MS).toISOString();
const digitsOf = ({ phone }: Asker): string => phone.slice(-7);
const nameOf = ({ firstName }: Asker): string => encodeURIComponent(firstName);

const list = (name: string, path: string | Case['path'], role: Case['role'] = 'manager'): Case => ({
  name,
  kind: 'list',
  role,
  path: typeof path === 'string' ? () => `${V1}${path}` : (asker) => `${V1}${path(asker)}`,
});
const one = (kind: CaseKind, name: string, path: Case['path']): Case => ({
  name,
  kind,
  role: 'manager',
  path: (asker) => `${V1}${path(asker)}`,
});

/** Every list of the API with the filters that front ends use, and the reads of single records. */
export const CASES: readonly Case[] = [
  list('calls', '/calls'),
  list('calls, page 20', '/calls?page=20'),
  list('calls missed', '/calls?status=missed'),
  list('calls not booked', '/calls?booking_status=not_booked'),
  list('calls not analysed', '/calls?booking_status=not_analyzed'),
  list('calls of 80 days', () => `/calls?date_from=${monthsAgo()}`),
  list('calls by name', (asker) => `/calls?search=${nameOf(asker)}`),
  list('calls by phone', (asker) => `/calls?search=${digitsOf(asker)}`),
  list('calls of a csr', '/calls', 'csr'),
  list('unbooked of a csr', '/calls/unbooked/self', 'csr'),
  list('by objection of a csr', '/calls/by-objection/self?objection=price', 'csr'),
  list('leads', () => `/leads?date_from=${monthsAgo()}`),
  list('leads by status', () => `/leads?status=new,warm&date_from=${monthsAgo()}`),
  list('leads of a rep', ({ repId }) => `/leads?rep_id=${repId}&date_from=${monthsAgo()}`),
  list('leads by name', (asker) => `/leads?search=${nameOf(asker)}&date_from=${monthsAgo()}`),
  list('leads by phone', (asker) => `/leads?search=${digitsOf(asker)}&date_from=${monthsAgo()}`),
  list('lead pool', '/lead-pool'),
  list('appointments', '/appointments'),
  list('appointments of a rep', ({ repId }) => `/appointments?rep_id=${repId}`),
  list('appointments scheduled', '/appointments?status=scheduled'),
  list('tasks', '/tasks'),
  list('tasks open', '/tasks?status=open'),
  list('tasks overdue', '/tasks?overdue=true'),
  list('tasks of a csr', '/tasks', 'csr'),
  list('signals', '/key-signals'),
  list('signals to look at', '/key-signals?acknowledged=false'),
  list('users', '/users'),
  one('card', 'contact card', ({ contactId }) => `/contact-cards/${contactId}`),
  one(
    'card',
    'contact card by phone',
    ({ phone }) => `/contact-cards/by-phone?phone_number=${encodeURIComponent(phone)}`,
  ),
  one('detail', 'call', ({ callId }) => `/calls/${callId}`),
  one('detail', 'call analysis', ({ callId }) => `/calls/${callId}/analysis`),
  one('detail', 'lead', ({ leadId }) => `/leads/${leadId}`),
  one('detail', 'appointment', ({ appointmentId }) => `/appointments/${appointmentId}`),
];
