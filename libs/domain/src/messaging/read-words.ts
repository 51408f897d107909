/** What a customer's text asks of Otto itself. */
export interface Words {
  readonly ask: 'stop' | 'start' | 'help' | 'opt_in_if_out';
  /** Null where they said so in their own words. */
  readonly keyword: string | null;
}

const STOP = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const START = ['START', 'UNSTOP'];
const HELP = ['HELP', 'INFO'];

const CONTACT = '(?:text(?:ing|s)?|messag(?:e|es|ing)|sms|contact(?:ing)?|spam(?:ming)?)';
const ME = '(?: (?:me|us|this (?:number|phone)|my (?:number|phone|cell)|here))?';
const TO_ME = '(?: (?:to )?(?:me|us|this (?:number|phone)|my (?:number|phone|cell)))?';
const END =
  '(?: (?:again|anymore|any more|any longer|now|already|ever|at all|please|thanks|thank you))*';
/** A whole sentence; an address, a polite word or a reason may stand before it. */
const WISHES: readonly RegExp[] = [
  new RegExp(
    `\\b(?:stop|quit|cease|no longer)(?: (?:with|sending)(?: me| us)?)?(?: (?:all|any|these|those|the|your|automated))* ${CONTACT}${ME}${END}$`,
  ),
  new RegExp(
    `\\b(?:do not|dont|never)(?: (?:ever|send(?: me| us)?|want))*(?: (?:any|more|further|these|those|your|to get|to receive))* ${CONTACT}${ME}${END}$`,
  ),
  new RegExp(`\\bno more (?:${CONTACT}|of (?:these|your) ${CONTACT})${TO_ME}${END}$`),
  /\b(?:unsubscribe|remove|delete|take)(?: (?:me|us|my (?:number|phone|cell)|this number))(?: (?:off|from|out))?(?: (?:of|from))?(?: (?:your|the|this|all))?(?: (?:texting|text|sms|message|messaging|marketing|contact|mailing))?(?: (?:list|lists|database|texts|messages))(?: (?:please|now|thanks|thank you))*$/,
  /\b(?:unsubscribe me|opt (?:me )?out|opting out|i want to opt out|please unsubscribe)(?: (?:please|now|thanks))*$/,
  /\blose (?:my|this) number$/,
  /^(?:please |just |ok |pls |plz )*stop(?: it| this| that| now| please| pls| plz| thanks| thank you| stop)*$/,
];
/** Somebody who says this wants something else. */
const ASKS_OTHERWISE = /\b(?:why did you|did you|you can|until|unless|if|when|before|after)\b/;

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
  return sentencesOf(body).some(isWishToEnd) ? { ask: 'stop', keyword: null } : null;
}

function isWishToEnd(sentence: string): boolean {
  return !ASKS_OTHERWISE.test(sentence) && WISHES.some((wish) => wish.test(sentence));
}

function sentencesOf(body: string): string[] {
  return body
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[.!?;\n]+/)
    .map((sentence) => sentence.replace(/[^a-z0-9]+/g, ' ').trim())
    .filter((sentence) => sentence !== '');
}
