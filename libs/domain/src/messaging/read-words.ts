import { isWishToEnd } from './wish-to-end';

/** What a customer's text asks of Otto itself. */
export interface Words {
  readonly ask: 'stop' | 'start' | 'help' | 'opt_in_if_out';
  /** Null where they said so in their own words. */
  readonly keyword: string | null;
}

const STOP = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const START = ['START', 'UNSTOP'];
const HELP = ['HELP', 'INFO'];

/**
 * Reads what a text asks: one of the carriers' keywords as the whole text, or own words that
 * plainly ask for no more texts. Null for everything else, "stop by tomorrow" included.
 */
export function readWords(body: string): Words | null {
  const keyword = body
    .trim()
    .replace(/^["'“”]+|["'“”.!]+$/g, '')
    .toUpperCase();
  const compact = keyword.replace(/[\s-]+/g, '');
  if (STOP.includes(keyword) || compact === 'STOPALL' || compact === 'OPTOUT') {
    return { ask: 'stop', keyword: compact };
  }
  if (START.includes(keyword)) return { ask: 'start', keyword };
  if (keyword === 'YES') return { ask: 'opt_in_if_out', keyword };
  if (HELP.includes(keyword)) return { ask: 'help', keyword };
  return isWishToEnd(body) ? { ask: 'stop', keyword: null } : null;
}
