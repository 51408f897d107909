import { containing, type Conditions } from './conditions';

/** Whose calls may be seen; empty means all of the company's. */
export interface CallScope {
  readonly ownerId?: string;
  readonly assignedRepId?: string;
}

export interface CallFilter {
  readonly scope: CallScope;
  readonly id?: string | undefined;
  readonly contactCardId?: string | undefined;
  readonly status?: string | undefined;
  readonly ownerId?: string | undefined;
  readonly repId?: string | undefined;
  readonly missed?: boolean | undefined;
  /** A booking status of an analysis, or `not_analyzed`. */
  readonly bookingStatus?: string | undefined;
  /** Part of the customer's name or phone number. */
  readonly search?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
}

/** Adds the filter's conditions on calls `c`, their contact cards `k` and their analyses `a`. */
export function addCallFilter(conditions: Conditions, companyId: string, filter: CallFilter): void {
  const equals = (column: string, value: unknown): void => {
    if (value !== undefined) conditions.add(`${column} = ?`, value);
  };
  equals('c.company_id', companyId);
  if (filter.id !== undefined) conditions.add('c.id = ?::uuid', filter.id);
  if (filter.contactCardId !== undefined)
    conditions.add('c.contact_card_id = ?::uuid', filter.contactCardId);
  equals('c.owner_id', filter.scope.ownerId);
  equals('c.assigned_rep_id', filter.scope.assignedRepId);
  equals('c.status', filter.status);
  equals('c.owner_id', filter.ownerId);
  equals('c.assigned_rep_id', filter.repId);
  equals('c.missed', filter.missed);
  if (filter.bookingStatus === 'not_analyzed') conditions.add('a.id is null');
  else equals('a.booking_status', filter.bookingStatus);
  if (filter.from) conditions.add('c.started_at >= ?::timestamptz', filter.from.toISOString());
  if (filter.to) conditions.add('c.started_at <= ?::timestamptz', filter.to.toISOString());
  if (filter.search !== undefined) addSearch(conditions, filter.search);
}

function addSearch(conditions: Conditions, search: string): void {
  const name = containing(search.trim().replace(/\s+/g, ' '));
  const digits = search.replace(/\D/g, '');
  const isPhone = digits.length >= 3 && /^[\d\s().+-]+$/.test(search);
  if (isPhone) conditions.add('k.primary_phone like ?', containing(digits));
  else conditions.add(`concat_ws(' ', k.first_name, k.last_name) ilike ?`, name);
}
