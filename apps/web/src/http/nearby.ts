const EARLIEST = '1970';
const LATEST = '2200';

/** PostgreSQL and JavaScript part ways long before the ends of their calendars. */
export const isNearby = (written: string): boolean => written >= EARLIEST && written < LATEST;

/** Says so of what is not. */
export const FAR = { message: 'is too far away' };
