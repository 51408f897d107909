/** What Otto says where the company has no words of its own. */
const WORDS: Readonly<Record<number, string>> = {
  1: 'Hi {name}, this is {company}. Sorry we missed your call! How can we help? Send us your address and a time that suits you. Reply STOP to opt out.',
  2: 'Hi {name}, {company} here again. Would you like us to book a visit? Just text the day and time that work best.',
  3: 'Hi {name}, this is our last message about your call to {company}. Reply any time and we will help. Reply STOP to end messages.',
};

/** The words of an attempt, with {company} and {name} where these belong. */
export function recoveryWords(attempt: number): string {
  const words = WORDS[attempt];
  if (words === undefined) throw new Error(`there are no words for attempt ${attempt}`);
  return words;
}
