import type { Response } from 'supertest';
import type { Role } from '@otto/domain';
import type { SeededCompany } from '@otto/testkit';
import type { Route } from '../http/route';

/** Who has the role in the company. */
export const userWith = (role: Role, { users }: SeededCompany): string =>
  ({ manager: users.manager, csr: users.csr, sales_rep: users.salesRep })[role];

/** A role that the route lets in: the widest of them. */
export const roleFor = ({ roles }: Route): Role =>
  roles.includes('manager') ? 'manager' : roles[0];

/** Somebody of the company whom the route lets in. */
export const userFor = (route: Route, company: SeededCompany): string =>
  userWith(roleFor(route), company);

/** Whether the answer is that of the wall of roles, behind which nothing has been tried. */
export const isRoleWall = ({ status, body }: Response): boolean =>
  status === 403 && body.detail === 'Your role may not do this.';
