import type { Request, Response } from 'express';
import type { SignedInUser } from '../authenticate';
import { tooMany } from '../problem';
import type { Route } from '../route';
import type { Allowance, Limits } from './limits';

/** Counts the request, says on the answer what is left, and refuses it when that is nothing. */
export async function takeFrom(
  limits: Limits,
  call: {
    readonly route: Route;
    readonly user: SignedInUser;
    readonly request: Request;
    readonly response: Response;
  },
): Promise<void> {
  const { route, user, request, response } = call;
  const { allowances, retryAfterSeconds } = await limits.take(
    { userId: user.id, companyId: user.companyId, address: request.ip ?? '' },
    { rate: route.rate ?? 'standard', name: `${route.method} ${route.path}` },
  );
  if (allowances.length > 0) {
    response.set({ 'RateLimit-Policy': policies(allowances), RateLimit: leftOf(allowances) });
  }
  if (retryAfterSeconds !== null) throw tooMany(retryAfterSeconds);
}

/** As draft-ietf-httpapi-ratelimit-headers has them since its eighth version. */
const policies = (all: readonly Allowance[]): string =>
  all.map(({ name, quota }) => `"${name}";q=${quota};w=60`).join(', ');

const leftOf = (all: readonly Allowance[]): string =>
  all
    .map(({ name, remaining, resetSeconds }) => `"${name}";r=${remaining};t=${resetSeconds}`)
    .join(', ');
