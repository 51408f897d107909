import { reportSearch } from './report-search';
import type { Log } from './read-logs';
import { searchLogs } from './search-logs';
import { createSpokenWords } from './spoken-words';

const known = {
  words: createSpokenWords(['Water comes through our roof']),
  phones: new Set(['2125550142']),
};
const nothingKnown = { words: createSpokenWords([]), phones: new Set<string>() };
const services: readonly Log[] = [
  { name: 'process-1.log', text: '{"service":"web","level":"info","message":"ready"}\n' },
  {
    name: 'process-2.log',
    text: '12:00:00.000 INFO  worker: ready\n12:00:00.001 WARN  worker: so\n',
  },
  { name: 'process-3.log', text: '12:00:00.000 INFO  beat 77: ready\n' },
];
const reportOf = (logs: readonly Log[], what = known) => reportSearch(searchLogs(logs, what), what);

describe('the search of the logs', () => {
  it('passes where it has looked at every service and found nothing', () => {
    expect(reportOf(services)).toEqual({
      ok: true,
      lines: [
        'searched 3 logs (1 lines of web, 2 lines of worker, 1 lines of beat) for 1 pieces of texts, 1 phones and all that looks like one or like an e-mail address',
      ],
    });
  });

  it('tells file, line and kind of what it has found, never the datum', () => {
    const text = [
      '{"service":"web","level":"info","message":"ready"}',
      '{"service":"web","message":"from pat@customer.example, +12125550123: Water comes through our roof again"}',
      'no service: 212-555-0123',
    ].join('\n');
    const { ok, lines } = reportOf([...services, { name: 'process-4.log', text }]);
    expect(ok).toBe(false);
    expect(lines.slice(1)).toEqual([
      'e-mail address in the log of web (process-4.log), line 2: {"service":"web","message":"from [e-mail address]',
      'phone number in the log of web (process-4.log), line 2: {"service":"web","message":"from [e-mail address], [phone number]',
      expect.stringMatching(
        /^message body in the log of web \(process-4\.log\), line 2: .*\[phone number\]: \[message body\]$/,
      ),
      'phone number in the log of process-4.log, line 3: no service: [phone number]',
    ]);
    expect(lines.join('\n')).not.toMatch(/pat@|0123|Water|again/);
  });

  it('shows a few of many', () => {
    const text = 'pat@customer.example\n'.repeat(100);
    const { lines } = reportOf([...services, { name: 'redis-5.log', text }]);
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('and 60 more');
  });

  it('fails without logs, and without lines of each service that come from a process', () => {
    expect(reportOf([])).toEqual({ ok: false, lines: ['no logs: run the step specs first'] });
    const [web, , beat] = services as [Log, Log, Log];
    const spec = { name: 'spec-logger-9.log', text: '{"service":"worker"}\n' };
    const { ok, lines } = reportOf([web, beat, spec]);
    expect(ok).toBe(false);
    expect(lines.slice(1)).toEqual(['no process has logged as worker']);
  });

  it('fails where the specs have told it of nobody', () => {
    const { ok, lines } = reportOf(services, nothingKnown);
    expect(ok).toBe(false);
    expect(lines.slice(1)).toEqual([
      'no spec has collected a text to look for',
      'no spec has collected a phone to look for',
    ]);
  });
});
