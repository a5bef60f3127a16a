/** The templates that are shipped, compared with the schema: a name that is misspelt anywhere fails here. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, parse, print, validate } from 'graphql';
import { REPORT_KINDS, type ReportKind } from '../../../src/companies/reports/names.js';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { declaredVariables, questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import type { ReportTemplate } from '../../../src/companies/reports/template/reportTemplate.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { allBelow, selectedBy, type SelectedField } from '../../support/companies/selectedField.js';
import { templateFaults } from '../../support/companies/templateFaults.js';

const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
/** How many paths of each template are misspelt. */
const TRIED = 25;
/** What changes while the facts do not. */
const OF_THE_PRESENT = [
  'watched',
  'openAlerts',
  'computedAt',
  'codeVersion',
  'reproduced',
  'differences',
  'step',
  'run',
];
/** What has a history, which other fields tell: peers and the classification of scores. */
const OF_TODAY = ['Stock.sector', 'Stock.industry'];
/** Fields that take no day, or whose day is another one, and why that is right. */
const NO_DAY: Readonly<Record<string, string>> = {
  'Stock.events': 'the template leaves out what was announced later',
};
const INPUTS = {
  COMPANY: { ticker: 'A.NS' as Ticker, sector: null, portfolioId: null },
  PEERS: { ticker: 'A.NS' as Ticker, sector: null, portfolioId: null },
  SECTOR: { ticker: null, sector: 'it', portfolioId: null },
  PORTFOLIO: { ticker: null, sector: null, portfolioId: 'UG9ydGZvbGlvOjE=' },
} satisfies Record<ReportKind, unknown>;
const ON = '2026-06-30' as IsoDate;

let templates: ReadonlyMap<ReportKind, ReportTemplate>;
beforeAll(async () => {
  templates = await loadTemplates();
});

function templateOf(kind: ReportKind): ReportTemplate {
  const template = templates.get(kind);
  if (template === undefined) throw new Error(`no template ${kind}`);
  return template;
}

/** The questions of a template as trees. */
const treesOf = (template: ReportTemplate): ReadonlyMap<string, SelectedField> =>
  new Map(Object.entries(template.questions).map(([name, document]) => [name, selectedBy(schema, document)]));

describe.each(REPORT_KINDS)('%s', (kind) => {
  test('asks queries of the schema, all of them for its inputs', () => {
    const template = templateOf(kind);
    const faults = Object.entries(template.questions).flatMap(([name, document]) =>
      validate(schema, parse(document)).map(({ message }) => `${name}: ${message}`),
    );
    expect(faults).toEqual([]);
    const listed = Object.entries(template.questions).flatMap(([name, document]) =>
      declaredVariables(document).some((variable) => Object.hasOwn(template.lists, variable.name))
        ? [name]
        : [],
    );
    expect(questionsOf(template, INPUTS[kind], ON).map(({ name }) => name)).toEqual(
      Object.keys(template.questions).filter((name) => !listed.includes(name)),
    );
  });

  test('names fields that its questions select, with units that fit', () => {
    const template = templateOf(kind);
    expect(templateFaults(template, treesOf(template))).toEqual([]);
  });

  test('has no path that could be misspelt', () => {
    const template = templateOf(kind);
    const trees = treesOf(template);
    const text = JSON.stringify(template);
    const paths = [...text.matchAll(/"(?:path|each|rows|insights)":\s*"([\w./]+)"/g)];
    expect(paths.length).toBeGreaterThan(TRIED);
    const every = Math.ceil(paths.length / TRIED);
    for (const { 0: found, index } of paths.filter((_, at) => at % every === 0)) {
      const misspelt = `${text.slice(0, index)}${found.slice(0, -1)}Z"${text.slice(index + found.length)}`;
      const faults = templateFaults(JSON.parse(misspelt) as ReportTemplate, trees);
      expect([found, faults.length > 0]).toEqual([found, true]);
    }
  });

  test('asks as of its day, for bounded lists, and for nothing of the present', () => {
    const faults = [...treesOf(templateOf(kind))].flatMap(([question, tree]) =>
      allBelow(tree).flatMap(({ node, field, type, up, selected }) => {
        const name = `${up?.type.name}.${field?.name}`;
        const given = new Map(node?.arguments?.map(({ name: own, value }) => [own.value, print(value)]));
        const known = field?.args.map((argument) => argument.name) ?? [];
        const isOfDay =
          given.get('on') === '$on' ||
          ['$on', '$monthBefore', '$yearBefore'].includes(given.get('to') ?? '') ||
          /\bon: \$on\b/.test(given.get('input') ?? '');
        const takesDay = ['on', 'to', 'input'].some((argument) => known.includes(argument));
        const first = Number(given.get('first') ?? NaN);
        return [
          ...(takesDay && !isOfDay && !(name in NO_DAY) ? [`${question}: ${name} is not of the day`] : []),
          ...(known.includes('first') && !(first <= 500) ? [`${question}: ${name} has no bound`] : []),
          ...(type.name.endsWith('Connection') &&
          first > 1 &&
          !(selected.has('pageInfo') && selected.has('totalCount'))
            ? [`${question}: ${name} may be cut silently`]
            : []),
          ...(field !== null && (OF_THE_PRESENT.includes(field.name) || OF_TODAY.includes(name))
            ? [`${question}: ${name} is of the present`]
            : []),
        ];
      }),
    );
    expect(faults).toEqual([]);
  });

  test('begins with what matters, and counts so that one reads as well as many', () => {
    const { sections, findings } = templateOf(kind);
    expect(sections.map(({ first }) => first)).toEqual(sections.map((_, k) => k === 0));
    const sentences = findings.flatMap((finding) => ('rule' in finding ? finding.sentence : []));
    expect(sentences.filter((sentence) => /\{#\}(?!\))/.test(sentence))).toEqual([]);
  });

  test('tells the company of the report from others that are not compared', () => {
    const { findings } = templateOf(kind);
    const own = findings.flatMap((finding) =>
      'rule' in finding && finding.rule.endsWith('_LEFT_OUT') ? finding.where : [],
    );
    const conditions = [
      { path: 'stock.ticker', is: '$ticker' },
      { path: 'stock.ticker', not: '$ticker' },
    ];
    expect(own).toEqual(kind === 'COMPANY' || kind === 'PEERS' ? conditions : []);
  });

  test('says first what is known badly', () => {
    const cautions = templateOf(kind).findings.map((finding) => 'caution' in finding && finding.caution);
    expect(cautions).toEqual([...cautions].sort((a, b) => Number(b) - Number(a)));
    expect(cautions[0]).toBe(true);
  });
});
