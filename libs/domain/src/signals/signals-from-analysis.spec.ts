import { normaliseAnalysis } from '../analysis/normalise-analysis';
import { signalsFromAnalysis } from './signals-from-analysis';

const titles = (payload: unknown) =>
  signalsFromAnalysis(normaliseAnalysis(payload), 'card').map(
    ({ signalType, severity, title }) => `${signalType}/${severity} ${title}`,
  );

describe('signalsFromAnalysis', () => {
  it('finds nothing in an analysis that says nothing', () => {
    expect(titles({})).toEqual([]);
  });

  it('sees urgency and names the first three signs of it', () => {
    const analysis = normaliseAnalysis({
      qualification: { urgency_signals: ['a', 'b', 'c', 'd'] },
    });
    expect(signalsFromAnalysis(analysis, 'card')).toMatchObject([
      { signalType: 'opportunity', severity: 'high', description: 'a; b; c' },
    ]);
  });

  it('takes three objections for a risk, two not', () => {
    expect(titles({ objections: ['x', 'y', 'z'] })).toEqual(['risk/medium Several objections']);
    expect(titles({ objections: ['x', 'y'] })).toEqual([]);
  });

  it('sees a service that is asked for and not offered', () => {
    expect(titles({ booking_status: 'service_not_offered' })).toEqual([
      'opportunity/high Service not offered',
    ]);
  });

  it('has one key per kind and contact', () => {
    const analysis = normaliseAnalysis({ qualification: { urgency_signals: ['a'] } });
    const keys = ['one', 'one', 'two'].map(
      (card) => signalsFromAnalysis(analysis, card)[0]?.uniqueKey,
    );
    expect(new Set(keys).size).toBe(2);
  });
});
