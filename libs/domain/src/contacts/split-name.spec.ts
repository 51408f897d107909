import { splitName } from './split-name';

describe('splitName', () => {
  it.each([
    ['P. Doe', 'P.', 'Doe'],
    ['Kaylah  Mills', 'Kaylah', 'Mills'],
    ['Ana Maria de la Cruz', 'Ana', 'Maria de la Cruz'],
    ['Cher', 'Cher', null],
    ['WIRELESS CALLER', null, null],
    ['Unknown', null, null],
    ['+1 602-555-0101', null, null],
    ['', null, null],
    [null, null, null],
  ])('splits %p into %p and %p', (name, firstName, lastName) => {
    expect(splitName(name)).toEqual({ firstName, lastName });
  });
});
