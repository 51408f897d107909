import { signTwilioRequest } from './signature';

const params = {
  Digits: '1234',
  CallSid: 'CA1234567890ABCDE',
  To: '+18005551212',
  Caller: '+14158675309',
  From: '+14158675309',
};

it.each([
  ['https://mycompany.com/myapp.php?foo=1&bar=2', 'RSOYDt4T1cUTdK1PDd93/VVr8B8='],
  ['https://mycompany.com:443/myapp.php?foo=1&bar=2', 'kvajT1Ptam85bY51eRf/AJRuM3w='],
])('signs the published request to %s', (url, signature) => {
  expect(signTwilioRequest('12345', url, params)).toBe(signature);
});
