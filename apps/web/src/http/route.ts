import type { z } from 'zod';
import type { TenantTx } from '@otto/db';
import type { Resource, Role } from '@otto/domain';
import type { SignedInUser } from './authenticate';
import type { Reply } from './reply';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;
type Sent<S> = S extends z.ZodType ? z.input<S> : never;
type Awaitable<T> = T | Promise<T>;

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** Who calls and what they send: all parsed, in camelCase. */
export interface RouteInput<P, Q, B> {
  readonly user: SignedInUser;
  readonly params: Parsed<P>;
  readonly query: Parsed<Q>;
  readonly body: Parsed<B>;
}

/** The same for what is no single transaction. */
export interface RouteWork<P, Q, B> extends RouteInput<P, Q, B> {
  /** A UUID: the same when the request is repeated with its Idempotency-Key, a new one otherwise. */
  readonly writeId: string;
}

/** The same inside one transaction of the caller's company. */
export interface RouteTx<P, Q, B> extends RouteInput<P, Q, B> {
  readonly tx: TenantTx;
}

/** What people read about a route at /docs. */
export interface RouteDocs<P, Q, B> {
  readonly summary: string;
  readonly description?: string;
  /** In camelCase, as everything inside; specs send it too, with ids that exist. */
  readonly example?: {
    readonly params?: Sent<P>;
    readonly query?: Sent<Q>;
    readonly body?: Sent<B>;
  };
}

/** `standard`, `ai` (20/min beside it), or a limit of the route's own, in requests a minute and user. */
export type RateClass = 'standard' | 'ai' | { readonly perMinute: number };

interface Declaration<P, Q, B, A extends z.ZodType> {
  readonly method: Method;
  /** As Express writes it, parameters in snake_case: `/api/v1/calls/:call_id`. */
  readonly path: string;
  /** Who may call it; everybody else gets 403. */
  readonly roles: readonly [Role, ...Role[]];
  /** The row of the access matrix that it is about. */
  readonly resource: Resource;
  readonly docs: RouteDocs<P, Q, B>;
  /** A parameter that does not fit names a record that cannot exist: 404. */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  /** What goes out as `data`; an answer that it does not allow is a 500. */
  readonly answer: A;
  /** P1 of DOMAIN 6.1: the items at the top and the numbers in `meta`. */
  readonly envelope?: 'data' | 'page';
  /** 200 unless told otherwise; a use case that has several answers with `reply`. */
  readonly status?: number;
  readonly otherStatuses?: readonly number[];
  /** Besides those that every route can have (400, 401, 403, 404, 429, 500). */
  readonly errors?: readonly number[];
  readonly rate?: RateClass;
  /** Whether a write heeds Idempotency-Key; only `false` needs saying. */
  readonly idempotent?: boolean;
  /** Reads of the database that one call may make; 4 for lists and 12 for all else. */
  readonly maxQueries?: number;
  /** What it should take; its specs fail at ten times that. */
  readonly budgetMs?: number;
}

type Handler<P, Q, B, A extends z.ZodType> =
  | {
      /** Runs in one transaction, with the record of the Idempotency-Key in it. */
      handle(input: RouteTx<P, Q, B>): Awaitable<z.input<A> | Reply<z.input<A>>>;
      readonly work?: undefined;
    }
  | {
      /** For what calls a provider or needs no rows: no transaction is open. */
      work(input: RouteWork<P, Q, B>): Awaitable<z.input<A> | Reply<z.input<A>>>;
      readonly handle?: undefined;
    };

type Schema = z.ZodType | undefined;

export type RouteSpec<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends z.ZodType = z.ZodType,
> = Declaration<P, Q, B, A> & Handler<P, Q, B, A>;

/** A declared route whose own types nobody needs to know any more. */
export interface Route extends Declaration<Schema, Schema, Schema, z.ZodType> {
  readonly handle?: ((input: RouteTx<never, never, never>) => unknown) | undefined;
  readonly work?: ((input: RouteWork<never, never, never>) => unknown) | undefined;
}

/**
 * Declares one endpoint. Sign-in, roles, tenant, limits, idempotency, parsing, envelope, errors,
 * documentation and the specs of all these come with it.
 */
export function defineRoute<
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  A extends z.ZodType = z.ZodType,
>(spec: RouteSpec<P, Q, B, A>): Route {
  return spec;
}

/** Whether the route heeds Idempotency-Key. */
export function heedsKeys(route: Route): boolean {
  return route.method !== 'get' && route.idempotent !== false;
}
