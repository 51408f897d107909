import { ProviderError } from '../errors';

/** What a request answers, or `fallback` where the vendor answers with the status. */
export async function orIfStatus<T, U>(
  status: number,
  fallback: U,
  request: Promise<T>,
): Promise<T | U> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ProviderError && error.status === status) return fallback;
    throw error;
  }
}
