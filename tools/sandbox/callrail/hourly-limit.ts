const HOUR_MS = 3_600_000;

/** Tells for each request of an account whether it is within the last hour's allowance. */
export function createHourlyLimit(perHour: number) {
  const requests = new Map<string, number[]>();
  return (accountId: string, nowMs: number): boolean => {
    const recent = (requests.get(accountId) ?? []).filter((at) => at > nowMs - HOUR_MS);
    requests.set(accountId, recent);
    if (recent.length >= perHour) return false;
    recent.push(nowMs);
    return true;
  };
}
