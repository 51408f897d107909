import { createMetrics } from './create-metrics';

describe('the metrics of texts', () => {
  it('count by writer, outcome and reason, and attempts by outcome', async () => {
    const metrics = createMetrics('worker');
    metrics.texts.ended({ writer: 'otto', outcome: 'sent' });
    metrics.texts.ended({ writer: 'otto', outcome: 'sent' });
    metrics.texts.ended({ writer: 'person', outcome: 'blocked', reason: 'opted_out' });
    metrics.texts.attempted('unknown');
    const lines = (await metrics.read())
      .split('\n')
      .filter((line) => /^otto_(texts|rec)/.test(line));
    expect(lines).toEqual([
      'otto_texts_total{writer="otto",outcome="sent",reason="",service="worker"} 2',
      'otto_texts_total{writer="person",outcome="blocked",reason="opted_out",service="worker"} 1',
      'otto_recovery_attempts_total{outcome="unknown",service="worker"} 1',
    ]);
  });
});
