import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { signCallrailBody } from './signature';

const KEY = '072e77e426f92738a72fe23c4d1953b4';
const body = readFileSync(join(__dirname, 'samples/post-call.json'), 'utf8');

it('signs the published body with the published signature', () => {
  expect(signCallrailBody(KEY, body)).toBe('UZAHbUdfm3GqL7qzilGozGzWV64=');
});

it('signs the raw bytes, a trailing newline included', () => {
  expect(signCallrailBody(KEY, `${body}\n`)).toBe('slJqKZkCtpJp2y989jy0zSM7tz4=');
});
