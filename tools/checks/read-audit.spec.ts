import { readAudit } from './read-audit';

describe('readAudit', () => {
  it('names what is high or critical, and nothing below', () => {
    const vulnerabilities = {
      qs: { severity: 'high', range: '<6.0.0' },
      ms: { severity: 'moderate', range: '<2.0.0' },
      tar: { severity: 'critical' },
    };
    expect(readAudit(JSON.stringify({ vulnerabilities }))).toEqual({
      isAnswered: true,
      findings: ['high: qs <6.0.0', 'critical: tar any version'],
    });
  });

  it.each([['{"message":"405 Method Not Allowed","error":{"summary":""}}'], ['not JSON'], ['']])(
    'knows %j for no answer',
    (output) => {
      expect(readAudit(output)).toEqual({ isAnswered: false, findings: [] });
    },
  );
});
