import request from 'supertest';
import { createTestDatabase, TEST_ENCRYPTION_KEY, type TestDatabase } from '@otto/testkit';
import { createSpecApp } from '../testing/spec-app';

const KEY = 'org_demo/calls/one.wav';

let test: TestDatabase;
let web: ReturnType<typeof createSpecApp>;

beforeAll(async () => {
  test = await createTestDatabase();
  web = createSpecApp({ database: test.database, encryptionKeys: TEST_ENCRYPTION_KEY });
  await web.storage.put(KEY, Buffer.from('0123456789'), 'audio/wav');
});
afterAll(() => test.stop());

const link = (ttlSeconds = 60) => web.storage.signedUrl(KEY, ttlSeconds);

describe('a stored file', () => {
  it('is served to whoever holds a signed link', async () => {
    const answer = await request(web.app).get(link()).buffer();
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/wav',
      'content-length': '10',
      'accept-ranges': 'bytes',
    });
    expect(answer.body.toString()).toBe('0123456789');
  });

  it('is served in parts', async () => {
    const answer = await request(web.app).get(link()).set('Range', 'bytes=2-4').buffer();
    expect(answer.status).toBe(206);
    expect(answer.headers['content-range']).toBe('bytes 2-4/10');
    expect(answer.body.toString()).toBe('234');
  });

  it('answers 416 to a part that it has not', async () => {
    const answer = await request(web.app).get(link()).set('Range', 'bytes=10-');
    expect(answer.status).toBe(416);
    expect(answer.headers['content-range']).toBe('bytes */10');
  });

  it('answers a HEAD without a body', async () => {
    const answer = await request(web.app).head(link());
    expect(answer.status).toBe(200);
    expect(answer.headers['content-length']).toBe('10');
  });

  it.each<[string, () => string]>([
    ['has expired', () => link(-10)],
    ['is for another file', () => link().replace('one.wav', 'two.wav')],
    ['lives longer than we said', () => link().replace(/expires=\d+/, 'expires=99999999999')],
    ['has no signature', () => `/files/${KEY}`],
    ['leaves the folder', () => '/files/..%2f..%2fetc/passwd?expires=99999999999&signature=x'],
  ])('answers 403 when the link %s', async (_name, path) => {
    expect((await request(web.app).get(path())).status).toBe(403);
  });

  it('answers 404 when it is gone', async () => {
    expect(
      (await request(web.app).get(web.storage.signedUrl('org_demo/calls/gone.wav', 60))).status,
    ).toBe(404);
  });
});
