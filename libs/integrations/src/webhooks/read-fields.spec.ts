import { WebhookParseError } from '../errors';
import { readFields } from './read-fields';

describe('fields of a webhook body', () => {
  it.each([
    ['an object', { a: '1' }],
    ['JSON', ' {"a":"1"} '],
    ['JSON in a buffer', Buffer.from('{"a":"1"}')],
    ['a form', 'a=1'],
  ])('are read from %s', (_case, body) => {
    expect(readFields('acme', body)).toEqual({ a: '1' });
  });

  it.each([null, undefined, 7, [], '[]', '"text"', '{"cut":'])('are not in %j', (body) => {
    expect(() => readFields('acme', body)).toThrow(WebhookParseError);
  });

  it('stay out of the error', () => {
    expect(() => readFields('acme', '{"phone":"+16025550101"')).toThrow(
      /^acme webhook: [a-zA-Z ]+$/,
    );
  });
});
