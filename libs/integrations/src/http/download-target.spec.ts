import { checkTarget } from './download-target';

const hosts = [
  'app.callrail.com',
  'localhost',
  '127.0.0.1:4010',
  '[::1]:4010',
  '10.0.0.8',
  '[fd00::8]',
];

describe('download targets', () => {
  it.each([
    'https://app.callrail.com/calls/1/recording',
    'https://APP.callrail.com:443/x',
    'http://127.0.0.1:4010/recordings/booked.wav',
    'https://127.0.0.1:4010/x',
    'http://[::1]:4010/x',
  ])('include %s', (url) => {
    expect(checkTarget(url, hosts).url.href).toBe(new URL(url).href);
  });

  it.each([
    ['another host', 'https://evil.test/x'],
    ['a host that only ends like an allowed one', 'https://xapp.callrail.com/x'],
    ['a host that only starts like an allowed one', 'https://app.callrail.com.evil.test/x'],
    ['an allowed host as the user name', 'https://app.callrail.com@evil.test/x'],
    ['credentials', 'https://user:pass@app.callrail.com/x'],
    ['plain http', 'http://app.callrail.com/x'],
    ['another port', 'https://app.callrail.com:8443/x'],
    ['another port of an allowed host and port', 'http://127.0.0.1:4011/x'],
    ['another spelling of an allowed host', 'http://0x7f000001:4011/x'],
    ['another scheme', 'file:///etc/passwd'],
    ['data', 'data:audio/wav;base64,AAAA'],
    ['a private address that is listed without a port', 'https://10.0.0.8/x'],
    ['a private IPv6 address that is listed without a port', 'https://[fd00::8]/x'],
    ['no URL', 'recording.mp3'],
  ])('exclude %s', (_case, url) => {
    expect(() => checkTarget(url, hosts)).toThrow(
      expect.objectContaining({ name: 'ForbiddenTargetError' }),
    );
  });
});
