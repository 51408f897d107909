import type { z } from 'zod';
import type { TenantTx } from '@otto/db';
import type { Role } from '@otto/domain';
import type { SignedInUser } from './authenticate';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a route works with: all parsed, in camelCase, inside a transaction of the caller's company. */
export interface RouteInput<P, Q, B> {
  readonly tx: TenantTx;
  readonly user: SignedInUser;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
}

export interface RouteSpec<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType = z.ZodType,
> {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express writes it, parameters in snake_case: `/api/v1/calls/:call_id`. */
  readonly path: string;
  /** Who may call it; everybody else gets 403. */
  readonly roles: readonly [Role, ...Role[]];
  /** A parameter that does not fit names a record that cannot exist: 404. */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What goes out as `data`; an answer that it does not allow is a 500. */
  readonly answer: A;
  /** 200 unless told otherwise. */
  readonly status?: number;
  handle(input: RouteInput<P, Q, B>): Promise<z.input<A>>;
}

/** A declared route whose own types nobody needs to know any more. */
export type Route = RouteSpec<
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType | undefined,
  z.ZodType
>;

/** Declares one endpoint. Sign-in, roles, tenant, parsing, envelope and errors come with it. */
export function defineRoute<
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
  A extends z.ZodType = z.ZodType,
>(spec: RouteSpec<P, Q, B, A>): Route {
  return spec;
}
