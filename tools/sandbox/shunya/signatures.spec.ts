import { signShunyaRequest, signShunyaWebhook } from './signatures';

// Both expected values were computed with Python's json, hmac and hashlib.

it('signs requests over the JSON that Python would write', () => {
  const payload = {
    call_id: 4102,
    audio_url: 'https://otto.example/files/a b.mp3?x=1&y=é',
    call_type: 'csr_call',
    nested: { z: [1, 2.5, null, true], a: '"q"\u007f😀' },
  };
  expect(signShunyaRequest('hush', '2031-02-03T04:05:06Z', payload)).toBe(
    '964b96040738b55c2619b902b48feb39cabf95529a118ca8bf1071c9ae69570f',
  );
});

it('signs webhooks over the timestamp, a dot and the raw body', () => {
  const body = '{"shunya_job_id":"tsk-81","status":"completed"}';
  expect(signShunyaWebhook('hush', '1927945506000', body)).toBe(
    '707f43bcdaeafc48b28f8eab22dc02c8d6c378360cb51ac5a2f2906e3f771207',
  );
});
