import { createStorage } from './create-storage';

const folder = { dir: '/nowhere', publicUrl: 'https://otto.example', signingKey: 'key' };
const s3 = { bucket: 'otto', region: 'us-west-2', accessKeyId: 'AK', secretAccessKey: 'SK' };

it('keeps files in the bucket when there is one, else in the folder', () => {
  expect(createStorage({ ...folder, s3: null }).signedUrl('org/a.mp3', 60)).toMatch(
    /^https:\/\/otto\.example\/files\/org\/a\.mp3\?/,
  );
  expect(createStorage({ ...folder, s3 }).signedUrl('org/a.mp3', 60)).toMatch(
    /^https:\/\/otto\.s3\.us-west-2\.amazonaws\.com\/org\/a\.mp3\?/,
  );
});
