import { addContactSearch } from './contact-search';
import type { Conditions } from './conditions';

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
  readonly callType?: string | undefined;
  readonly missed?: boolean | undefined;
  /** A booking status of an analysis, or `not_analyzed`. */
  readonly bookingStatus?: string | undefined;
  /** Only calls whose analysis does not say `booked`, those without one among them. */
  readonly isUnbooked?: boolean | undefined;
  /** Key or label of an objection that was raised, whatever its case. */
  readonly objection?: string | undefined;
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
  equals('c.call_type', filter.callType);
  equals('c.missed', filter.missed);
  if (filter.bookingStatus === 'not_analyzed') conditions.add('a.id is null');
  else equals('a.booking_status', filter.bookingStatus);
  if (filter.isUnbooked) conditions.add(`a.booking_status is distinct from 'booked'`);
  if (filter.objection !== undefined)
    conditions.add(
      `exists (select 1 from analysis_objections ob where ob.company_id = c.company_id
        and ob.analysis_id = a.id and (lower(ob.key) = lower(?) or lower(ob.label) = lower(?)))`,
      filter.objection,
      filter.objection,
    );
  if (filter.from) conditions.add('c.started_at >= ?::timestamptz', filter.from.toISOString());
  if (filter.to) conditions.add('c.started_at <= ?::timestamptz', filter.to.toISOString());
  if (filter.search !== undefined) addContactSearch(conditions, 'c.contact_card_id', filter.search);
}
