import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMetrics } from '@otto/observability';
import { parse } from 'yaml';
import { findPromtool } from './find-promtool';
import { namedMetrics } from './named-metrics';

const root = path.resolve(__dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const alerts = parse(read('deploy/prometheus/alerts.yml')) as {
  groups: { rules: { alert: string; expr: string; annotations: { runbook: string } }[] }[];
};
const rules = alerts.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('deploy/grafana/otto.json')) as {
  panels: { targets: { expr: string }[] }[];
};
const shown = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

describe('alert rules and dashboard', () => {
  const known = new Set(createMetrics('web').names());

  it('speak of metrics that exist', () => {
    const named = [...namedMetrics([...rules.map(({ expr }) => expr), ...shown])];
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  it('show every metric of Otto', () => {
    const named = namedMetrics(shown);
    const ours = [...known].filter((name) => name.startsWith('otto_'));
    expect(ours.filter((name) => !named.has(name))).toEqual([]);
  });

  it.each(rules.map(({ alert, annotations }) => [alert, annotations.runbook] as const))(
    '%s leads to a chapter that is there',
    (_alert, link) => {
      const [file = '', anchor] = link.split('#');
      const headings = [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
        heading
          .toLowerCase()
          .replaceAll(/[^\w -]/g, '')
          .replaceAll(' ', '-'),
      );
      if (anchor !== undefined) expect(headings).toContain(anchor);
      expect(headings.length).toBeGreaterThan(0);
    },
  );

  // Where promtool cannot be had, the report names what was not looked at.
  const promtool = findPromtool();
  const isThere = promtool === undefined ? 'was not there to test' : 'accepts and tests';
  it(`${isThere} the rules (promtool)`, () => {
    if (promtool === undefined) return expect(rules.length).toBeGreaterThan(5);
    const run = (...args: string[]) =>
      execFileSync(promtool, args, { cwd: path.join(root, 'deploy/prometheus'), encoding: 'utf8' });
    expect(run('check', 'rules', 'alerts.yml')).toContain(`SUCCESS: ${rules.length} rules found`);
    expect(run('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });
});
