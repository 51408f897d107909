import { maskPhone } from './timeline';

it('hides all of a number but its area and its end', () => {
  expect(maskPhone('+12125550123')).toBe('+1212•••••23');
});
