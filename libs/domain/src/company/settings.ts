export const GHOST_RETENTIONS = ['aggregates_only', 'minimal', 'none'] as const;
export const GHOST_STORAGES = ['not_stored', 'ephemeral'] as const;

export interface Goals {
  readonly primaryGoals: readonly string[];
  readonly targetMetrics: Readonly<Record<string, number>>;
}

/** How the company wants its missed callers treated. */
export interface MissedCallRules {
  readonly responseTimeHours: number;
  readonly escalationTimeHours: number;
  readonly maxRetries: number;
  readonly businessHoursStart: string;
  readonly businessHoursEnd: string;
  readonly businessDays: readonly number[];
  readonly aiEnabled: boolean;
  readonly aiConfidenceThreshold: number;
  readonly escalateOnAiFailure: boolean;
  readonly recoveredBy: 'reply' | 'booking';
}

/** Times of day are `HH:MM` on the clocks of the company. */
export interface Settings {
  readonly name: string;
  readonly address: string | null;
  readonly phone: string | null;
  readonly industry: string | null;
  readonly timezone: string;
  readonly requireRecordingConsent: boolean;
  readonly allowGhostMode: boolean;
  readonly ghostModeRetention: (typeof GHOST_RETENTIONS)[number];
  readonly ghostModeStorage: (typeof GHOST_STORAGES)[number];
  readonly ghostModeEphemeralTtlMinutes: number;
  readonly defaultShiftStart: string;
  readonly defaultShiftEnd: string;
  readonly requireClockIn: boolean;
  readonly geofenceRadiusStartM: number;
  readonly geofenceRadiusStopM: number;
  readonly geofenceRadiusMeters: number;
  readonly goals: Goals | null;
  readonly notificationPreferences: Readonly<Record<string, boolean>> | null;
  readonly quietHoursStart: string;
  readonly quietHoursEnd: string;
}

type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

export type SettingsPatch = Patch<Settings> & {
  readonly missedCalls?: Patch<MissedCallRules> | undefined;
};

/** What goes wrong when the rules are taken together; null when nothing does. */
export function faultOf(
  settings: Pick<Settings, 'geofenceRadiusStartM' | 'geofenceRadiusStopM'>,
  missedCalls: Pick<
    MissedCallRules,
    'responseTimeHours' | 'escalationTimeHours' | 'businessHoursStart' | 'businessHoursEnd'
  >,
): string | null {
  if (settings.geofenceRadiusStopM < settings.geofenceRadiusStartM) {
    return 'A visit cannot end nearer to its place than where it begins.';
  }
  if (missedCalls.escalationTimeHours < missedCalls.responseTimeHours) {
    return 'A missed caller cannot be handed over before the time to respond is up.';
  }
  if (missedCalls.businessHoursEnd <= missedCalls.businessHoursStart) {
    return 'Business hours have to end after they begin.';
  }
  return null;
}

/** By field what it is and what it becomes, for those that the patch changes. */
export function changesOf<T extends object>(
  before: T,
  patch: { readonly [K in keyof T]?: unknown },
): Record<string, { from: unknown; to: unknown }> {
  const changed = Object.entries(patch).filter(
    ([field, to]) => to !== undefined && !isSame(before[field as keyof T], to),
  );
  return Object.fromEntries(
    changed.map(([field, to]) => [field, { from: before[field as keyof T] ?? null, to }]),
  );
}

/** Whatever the order of keys: PostgreSQL keeps its own. */
function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (Array.isArray(value)) return value.map(sorted);
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
