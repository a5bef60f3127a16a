/** The dashboard, the rules and the document name metrics that a real page has. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { closeTestDatabases, openTestDatabase } from './support/database/testDatabase.js';
import { apiOver, closeApis, post } from './support/http/api.js';
import { selectorsOf } from './support/http/selectorsOf.js';

const read = (path: string): string => readFileSync(path, 'utf8');

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly runbook: string };
}
interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const { groups } = parse(read('deploy/prometheus/rules.yml')) as {
  groups: readonly { readonly rules: readonly Rule[] }[];
};
const RULES = groups.flatMap(({ rules }) => rules);
const { panels } = JSON.parse(read('deploy/grafana/greyoak.json')) as { panels: readonly Panel[] };
const QUERIES = panels.flatMap(({ title, targets = [] }) => targets.map((target) => ({ title, ...target })));

interface Metric {
  /** "series" for those of a histogram: its buckets, sum and count. */
  readonly kind: string;
  readonly help: string;
  readonly labels: Set<string>;
}

/** The metrics of a page, by the names of metrics and of series. */
let metrics: ReadonlyMap<string, Metric>;
beforeAll(async () => {
  const api = await apiOver(await openTestDatabase('sample'), { GREYOAK_HOME: tmpdir() });
  await post(api, '{ __typename }');
  const { body } = await api.app.inject('/metrics');
  const found = new Map<string, Metric>();
  for (const [, name, help, kind] of body.matchAll(/^# HELP (\S+) (.+)\n# TYPE \S+ (\S+)$/gm)) {
    found.set(name, { kind, help, labels: new Set() });
  }
  for (const [, name, labels = ''] of body.matchAll(/^([a-z_A-Z0-9:]+)(?:\{(.*)\})? /gm)) {
    const histogram = found.get(name.replace(/_(bucket|sum|count)$/, ''));
    const metric = found.get(name) ?? { kind: 'series', help: '', labels: new Set() };
    for (const [, label] of labels.matchAll(/(\w+)="/g)) {
      metric.labels.add(label);
      if (label !== 'le') histogram?.labels.add(label);
    }
    found.set(name, metric);
  }
  metrics = found;
}, 60_000);
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

/** What Prometheus itself adds: the target of each series, and whether it was reached. */
const OF_TARGETS = ['job', 'instance'];
const OWN = new Map([['up', new Set<string>()]]);
/** Metrics that have series with their first event only, with the labels that they get then. */
const LATER = new Map([
  ['live_closes_total', new Set(['code'])],
  ['greyoak_feed_attempts_total', new Set(['feed', 'result'])],
  ['greyoak_feed_failures', new Set(['feed'])],
  ['greyoak_feed_breaker_open', new Set(['feed'])],
  ['greyoak_feed_last_success_age_seconds', new Set(['feed'])],
]);

/** Which metrics and labels of a query no page has. */
function unknownIn(query: string): string[] {
  return selectorsOf(query).flatMap(({ name, labels }) => {
    const known = OWN.get(name) ?? metrics.get(name)?.labels;
    if (known === undefined) return [name];
    const extra = LATER.get(name) ?? new Set();
    return labels
      .filter((label) => !known.has(label) && !extra.has(label) && !OF_TARGETS.includes(label))
      .map((label) => `${name}{${label}}`);
  });
}

/** Variables of Grafana, as Grafana fills them in. */
const filledIn = (query: string): string =>
  query.replaceAll('$__rate_interval', '1m').replaceAll('$instance', '.*');

describe('deploy/grafana/greyoak.json', () => {
  test('has five rows, and a description for each panel', () => {
    expect(panels.filter(({ type }) => type === 'row').map(({ title }) => title)).toEqual([
      ...['API', 'Database', 'System', 'Product', 'Business'],
    ]);
    expect(panels.filter(({ type, description }) => type !== 'row' && !description)).toEqual([]);
  });

  test.each(QUERIES)('$title: $legendFormat asks for what there is', ({ expr, legendFormat }) => {
    const query = filledIn(expr);
    expect(unknownIn(query)).toEqual([]);
    const labels = [...legendFormat.matchAll(/\{\{(\w+)\}\}/g)].map(([, label]) => label);
    const known = selectorsOf(query).flatMap(({ name }) => [...(metrics.get(name)?.labels ?? [])]);
    expect(labels.filter((label) => !known.includes(label) && !OF_TARGETS.includes(label))).toEqual([]);
  });
});

describe('deploy/prometheus/rules.yml', () => {
  const runbook = read('docs/runbook.md');
  // As GitHub makes them of headings.
  const anchors = [...runbook.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

  test.each(RULES)('$alert asks for what there is, and leads to a section of the runbook', (rule) => {
    const { alert, expr, labels, annotations } = rule;
    expect(unknownIn(expr)).toEqual([]);
    const [document, anchor] = annotations.runbook.split('#');
    expect(document).toBe('docs/runbook.md');
    expect(anchors).toContain(anchor);
    // An alert that has a section of its own leads there.
    if (anchors.includes(alert.toLowerCase())) expect(anchor).toBe(alert.toLowerCase());
    expect(annotations.summary).toMatch(/\.$/);
    expect(['critical', 'warning', 'info']).toContain(labels.severity);
  });

  test('would not ask for what there is not', () => {
    const query = 'sum by (nothing) (rate(greyoak_jobs{colour="red", task="x"}[5m])) > no_metric';
    expect(unknownIn(query)).toEqual(['greyoak_jobs{nothing}', 'greyoak_jobs{colour}', 'no_metric']);
    expect(() => unknownIn('sum(')).toThrow('Expected a query');
  });
});

describe('docs/observing.md', () => {
  const text = read('docs/observing.md');
  const rows = [...text.matchAll(/^\| `([a-z_]+)(?:\{([a-z,]+)\})?` +\| (\w+) +\| (.+?) +\|$/gm)].map(
    ([, name, labels = '', kind, help]) => ({ name, kind, help, labels: labels.split(',').filter(Boolean) }),
  );

  test('lists every metric of the service, with its labels and kind', () => {
    const ours = [...metrics].filter(
      ([name, { kind }]) => kind !== 'series' && !/^(process|nodejs)_/.test(name),
    );
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    const described = ours.map(([name, { kind, help, labels }]) => ({
      ...{ name, kind, help },
      labels: [...labels, ...(LATER.get(name) ?? [])],
    }));
    expect(rows.sort(byName)).toEqual(described.sort(byName));
  });
});
