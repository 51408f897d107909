import type { ServiceName } from '../../deploy/services';

/** Resident memory in MB: what a service may take, and what the platform gives it. */
export const GOALS: Readonly<
  Record<ServiceName, { readonly idle: number; readonly busy: number }>
> = {
  web: { idle: 170, busy: 350 },
  worker: { idle: 170, busy: 350 },
  beat: { idle: 80, busy: 100 },
};

export interface Figure {
  readonly service: ServiceName;
  readonly idleMb: number;
  /** After the load; null when there was none. */
  readonly busyMb: number | null;
}

export function goalLines(figures: readonly Figure[]): string[] {
  return figures.flatMap(({ service, idleMb, busyMb }) => [
    line(service, 'idle', idleMb, GOALS[service].idle),
    ...(busyMb === null ? [] : [line(service, 'after load', busyMb, GOALS[service].busy)]),
  ]);
}

export const allMet = (figures: readonly Figure[]): boolean =>
  figures.every(
    ({ service, idleMb, busyMb }) =>
      idleMb <= GOALS[service].idle && (busyMb ?? 0) <= GOALS[service].busy,
  );

function line(service: string, when: string, found: number, goal: number): string {
  const mark = found <= goal ? '✓' : '✗';
  return `${mark} ${service.padEnd(7)} ${when.padEnd(10)} ${found.toFixed(0).padStart(4)} MB (goal ${goal})`;
}
