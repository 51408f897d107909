const STOP = ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'];
const START = ['START', 'YES', 'UNSTOP'];
const HELP = ['HELP', 'INFO'];

export type OptOutType = 'STOP' | 'START' | 'HELP';

/** Who wants no more texts from which number (PROVIDERS 1.6). */
export interface BlockList {
  /** Takes note of what a customer wrote; null unless the text is one of the single words. */
  hear(from: string, to: string, text: string): OptOutType | null;
  isBlocked(sender: string, recipient: string): boolean;
}

export function createBlockList(): BlockList {
  const blocked = new Set<string>();
  const key = (sender: string, recipient: string) => `${sender} ${recipient}`;
  return {
    hear(from, to, text) {
      const word = text.trim().toUpperCase();
      if (STOP.includes(word)) {
        blocked.add(key(to, from));
        return 'STOP';
      }
      if (START.includes(word)) {
        blocked.delete(key(to, from));
        return 'START';
      }
      return HELP.includes(word) ? 'HELP' : null;
    },
    isBlocked: (sender, recipient) => blocked.has(key(sender, recipient)),
  };
}
