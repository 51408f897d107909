const CALLS = '(?:call|calls|calling|phone|phoning|e?mail|emails|emailing)';
const TEXTING = `(?:${CALLS} (?:and|or|nor) )?(?:text|txt|messag|contact|spamm|communicat|bother|harass|bugg)ing(?: (?:and|or) ${CALLS})?`;
const TEXT = `(?:(?:ever|please) )*(?:${CALLS} (?:and|or|nor) )?(?:text|txt|message|msg|contact|spam|bother)(?: (?:or|and|nor) ${CALLS})?`;
const TEXTS =
  '(?:(?:text|sms|txt|marketing|spam) )?(?:texts|txts|sms|messages|messaging|msgs|communications?|contact|spam)';
const SUCH = '(?: (?:all|any|more|further|these|those|the|your|such|future|automated|of|me|us))*';
const NUMBER = '(?:this|my) (?:number|phone|cell|line)';
const ME = `(?: (?:me|us|here|${NUMBER}))?`;
const WITH_ME = `(?: (?:to|from|on|with) (?:me|us|you|your company|${NUMBER})(?: guys| people| all)?)?`;
const POLITE = 'please|pls|plz|thanks|thank you|thx';
const END = `(?: (?:again|anymore|any more|any longer|now|right now|immediately|already|ever|at all|forever|it|this|that|stop|${POLITE}))*`;
/** The reason, or a threat; a time or a condition is none. */
const TAIL = `(?: (?:im?|ive|id|ill|we|weve|you|youve|youre|its|it is|this is|because|bc|since|not interested|wrong|or i|or ill|and (?:take|remove|delete|lose|do not|dont|never|leave))\\b.*)?$`;
const OUT = `${END}${TAIL}`;
/** Said of others it is a complaint, or a habit. */
const NOT = '(?<!\\b(?:you|they|he|she|we|guys|i) )(?:do not|dont|never)';
const PLEASE = `(?:${POLITE}|just|ok|okay|no|hey|hi|hello|not interested|im not interested|i said|i (?:told|asked) you to|(?:can|could|will|would) you|you (?:can|need to|have to|must|should)) `;

const WISHES: readonly RegExp[] = [
  `\\b(?:stop|quit|cease)(?: with)?(?: (?:all|your|the|this))* ${TEXTING}${ME}${OUT}`,
  `\\b(?:stop|quit|cease)(?: sending)?${SUCH} ${TEXTS}${WITH_ME}${OUT}`,
  `^(?:${PLEASE})*(?:stop|end|cancel)(?: sending)?${SUCH} (?:text|txt|message|${TEXTS})$`,
  `${NOT} ${TEXT}${ME}${OUT}`,
  `${NOT}(?: ever)? send${SUCH} ${TEXTS}${WITH_ME}${OUT}`,
  `\\b(?:do not|dont|no longer)(?: (?:want|wish|consent))(?: to)?(?: (?:get|receive|have))?${SUCH} ${TEXTS}${WITH_ME}${OUT}`,
  `\\b(?:do not|dont|no longer)(?: (?:want|wish))(?: (?:to be|being|you|you to))* (?:texted|contacted|messaged|${TEXTING}|${TEXT})${ME}${WITH_ME}${OUT}`,
  `\\bno longer (?:text|contact|message)${ME}${OUT}`,
  `(?<!\\b(?:got|get|have|had|received|see|are|were) )no more${SUCH} ${TEXTS}${WITH_ME}${OUT}`,
  `\\b(?:unsubscribe|remove|delete|take|drop) (?:me|us|(?:this|my) (?:phone )?(?:number|phone|cell|name))(?: (?:off|from|out|of|your|the|this|all|any|these))*(?: (?:phone|call|text|texting|sms|message|messaging|marketing|contact|mailing))*(?: (?:lists?|database|system|contacts|texts|messages))${OUT}`,
  `^(?:${PLEASE})*(?:unsubscribe|remove|delete) (?:me|us|(?:this|my) (?:phone )?number)${END}$`,
  `^(?:${PLEASE}|i (?:want|need|wish|would like) to |id like to |how (?:do|can) i )*unsubscribe(?: from (?:all|this|these|your)(?: \\w+)?)?${END}$`,
  `\\bopt(?:ing)? (?:me |us )?out(?: (?:of|from)${SUCH} (?:${TEXTS}|lists?|all|this))?${OUT}`,
  `\\blose ${NUMBER}${END}$`,
  `^(?:${PLEASE})*leave (?:me|us) alone${OUT}`,
  `\\b(?:revoke|withdraw) my (?:consent|permission)\\b`,
  `^(?:${PLEASE})*stop${END}$`,
].map((wish) => new RegExp(wish));

/** Somebody who says this wants something else: an answer, some other time, a call, or still more. */
const ASKS_OTHERWISE = new RegExp(
  [
    '\\b(?:why did you|did you|until|till|unless|if|when|while|before|after)\\b',
    '\\b(?:not|dont|never|wont|cant)(?: (?:want to|ever))? (?:stop|quit|remove|delete|unsubscribe|take|opt|end|cancel|leave)\\b',
    '(?<!\\b(?:not|dont|never|or|and|nor) )(?:call|phone) (?:me|us|instead|back)\\b',
    '\\b(?:just|please) (?:call|phone)\\b',
  ].join('|'),
);

/** Whether somebody asks in their own words, and plainly, for no more texts. */
export function isWishToEnd(body: string): boolean {
  return sentencesOf(body).some(
    (sentence) =>
      !ASKS_OTHERWISE.test(wordsOf(sentence)) &&
      sentence.split(/[,:]| - /).some((part) => {
        const words = wordsOf(part);
        return WISHES.some((wish) => wish.test(words));
      }),
  );
}

function sentencesOf(body: string): string[] {
  return body
    .toLowerCase()
    .replace(/[’'`]/g, '')
    .split(/[.!?;\n]+/);
}

function wordsOf(text: string): string {
  return text.replace(/[^a-z0-9]+/g, ' ').trim();
}
