import {
  findPerson,
  findTimezone,
  listPeople,
  listReps,
  findCompanyProfile,
  type PeopleFilter,
  type TenantTx,
} from '@otto/db';
import { accessMatrix, reachOf, type Resource } from '../access';
import { noSuchRecord } from '../errors';
import type { Viewer } from '../reading/viewer';
import { localDay, localToday } from '../time/local-day';

/** The viewer's own row, with their company and what their role reaches. */
export async function getMe(tx: TenantTx, viewer: Viewer) {
  const user = await findPerson(tx, viewer.id);
  if (!user) throw noSuchRecord();
  const resources = Object.keys(accessMatrix) as Resource[];
  return {
    user,
    company: await findCompanyProfile(tx),
    role: viewer.role,
    permissions: resources.map((resource) => ({
      resource,
      reach: reachOf(viewer.role, resource),
    })),
  };
}

/** People of the company by name. */
export async function listMembers(tx: TenantTx, filter: PeopleFilter) {
  const { limit, offset } = filter;
  return { ...(await listPeople(tx, filter)), limit, offset };
}

/** Reps who may be given a visit, by name, with the number of open visits they have on the day. */
export async function listRepsForDispatch(
  tx: TenantTx,
  {
    date,
    territory,
    limit,
    offset,
  }: {
    readonly date?: string | undefined;
    readonly territory?: string | undefined;
    readonly limit: number;
    readonly offset: number;
  },
  now: Date,
) {
  const zone = await findTimezone(tx);
  const { from, to } = localDay(date ?? localToday(now, zone), zone);
  return { ...(await listReps(tx, { territory, from, to, limit, offset })), limit, offset };
}
