import { readWords } from './read-words';

const asks = (body: string) => readWords(body)?.ask ?? null;

describe('what a text asks of Otto', () => {
  it.each([
    'STOP',
    ' stop ',
    'Stop.',
    'stopall',
    'STOP ALL',
    'unsubscribe',
    'Cancel',
    'END',
    'quit',
    'revoke',
    'OPT-OUT',
    'please stop texting me',
    'Please STOP texting me!!!',
    'stop messaging me',
    'Stop sending me texts',
    'stop sending these messages please',
    'I said stop texting me',
    'Hi, this is not Bob. Stop texting this number.',
    'do not text me again',
    "Don't text me",
    'don’t contact me anymore',
    'never text me again',
    'no more texts please',
    'no more messages',
    'quit texting me',
    'remove me from your list',
    'take me off your list please',
    'please remove my number from your texting list',
    'unsubscribe me please',
    'I want to opt out',
    'lose my number',
    'please stop',
    'Stop it',
    'Stop please',
    'I do not want to receive any more texts',
    'leave it. dont send me any more messages',
  ])('hears "%s" as a wish for no more texts', (body) => {
    expect(asks(body)).toBe('stop');
  });

  it.each([
    'stop by tomorrow',
    'Can you stop by at 5?',
    'please stop by the house',
    'the leak will not stop',
    'It won’t stop dripping, please come',
    'the water stopped',
    'Please cancel my appointment',
    'can we end the contract',
    'at the end of the street',
    'text me when you are there',
    'dont text me before 9, I sleep in',
    'do not stop the work',
    'why did you stop texting me?',
    'no more leaks, thanks!',
    'I got no more messages from the plumber',
    'remove the old shingles from the roof',
    'take me off Tuesday and put me on Friday',
    'is there a bus stop nearby',
    'quit my job so any day works',
    'end of the week is fine',
    'yes please',
    'help me with my roof',
    'info on pricing?',
    'start on Monday',
    '',
  ])('hears "%s" as none', (body) => {
    expect(asks(body)).toBeNull();
  });

  it.each([
    ['start', 'start'],
    ['UNSTOP', 'start'],
    ['Yes', 'opt_in_if_out'],
    ['HELP', 'help'],
    ['info', 'help'],
  ])('reads the keyword %s', (body, ask) => {
    expect(asks(body)).toBe(ask);
  });
});
