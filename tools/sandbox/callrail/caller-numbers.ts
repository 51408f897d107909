import { randomInt } from 'node:crypto';

const AREA_CODES = [
  201, 203, 206, 207, 208, 210, 212, 213, 214, 216, 217, 219, 224, 225, 228, 229, 231, 239, 240,
  248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304, 305, 307,
  308, 309,
];
const LINES = 10_000;

/**
 * A number of its own for each caller. The exchange is 555, so nobody real is behind it; the random
 * start keeps the callers of two runs against one database apart.
 */
export function createCallerNumbers(start = randomInt(AREA_CODES.length * LINES)): () => string {
  let next = start;
  return () => {
    const area = AREA_CODES[Math.floor(next / LINES) % AREA_CODES.length];
    const line = String(next % LINES).padStart(4, '0');
    next += 1;
    return `+1${area}555${line}`;
  };
}
