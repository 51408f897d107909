import { createCallerNumbers } from './caller-numbers';

it('gives every caller a number of its own, over the end of an area too', () => {
  const next = createCallerNumbers(9_998);
  expect([next(), next(), next()]).toEqual(['+12015559998', '+12015559999', '+12035550000']);
});
