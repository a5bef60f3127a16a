/** What a report says, composed from templates and answers that are made by hand. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/canonicalJson.js';
import { cellAt } from '../../../src/companies/reports/compose/cellAt.js';
import { composeReport } from '../../../src/companies/reports/compose/composeReport.js';
import { cutLists } from '../../../src/companies/reports/compose/cutLists.js';
import { meets } from '../../../src/companies/reports/compose/meets.js';
import { placeOf, placesAt, valuesAt } from '../../../src/companies/reports/compose/place.js';
import { sentenceOf } from '../../../src/companies/reports/compose/sentenceOf.js';
import type { ReportCell } from '../../../src/companies/reports/reportContent.js';
import { templateOf } from '../../../src/companies/reports/template/loadTemplates.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import type { TemplateCondition } from '../../../src/companies/reports/template/reportTemplate.js';
import { variablesOf } from '../../../src/companies/reports/template/variablesOf.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

const ON = '2026-06-30' as IsoDate;
const INPUTS = { ticker: 'A.NS' as Ticker, sector: null, portfolioId: null };

const TEMPLATE = `
kind: COMPANY
version: 3
about: { question: company, path: stock, missing: 'There is no {$ticker} on {$on}.' }
questions:
  company: 'query ($ticker: Ticker!, $on: Date!) { stock(ticker: $ticker) { name score(mode: TRADER, on: $on) { value } } }'
  sector: 'query ($sector: String!, $yearBefore: Date) { peerAnalysis(sector: $sector, on: $yearBefore) { metric } }'
findings:
  - rule: UNKNOWN
    question: company
    each: stock
    where: [{ path: score, is: null }]
    sentence: '{name} has no score up to {$on}.'
  - rule: MISSING
    question: company
    each: stock
    expected: { path: figures.code, values: [sales, debt, eps] }
    sentence: '{#} are not known: {missing}.'
    numbers: { missing: '#' }
  - rule: LARGE
    question: company
    each: stock.figures
    where: [{ path: value, atLeast: 10 }]
    item: '{code} ({value: unit})'
    sentence: '{#} are large: {items}.'
    numbers: { figures: '#' }
  - rule: RESTATED
    question: company
    each: stock.figures.former
    sentence: '{../code} was {value: ../unit}, and is {../value: RUPEES} of {../../name}.'
    numbers: { former: value, now: ../value }
  - { question: company, insights: stock.insights }
  - { question: sector, insights: peerAnalysis.insights }
sections:
  - title: Figures
    tables:
      - id: figures
        title: Figures
        question: company
        rows: [stock.figures, stock.more]
        where: [{ path: date, atMost: $on }]
        key: [code]
        empty: Nothing is known.
        columns:
          - { name: code, title: Code, path: code }
          - { name: value, title: Value, path: value, unitColumn: unit }
          - { name: unit, title: Unit, path: unit }
          - { name: former, title: Former, path: former.value }
      - id: peers
        title: Peers
        question: sector
        rows: peerAnalysis
        key: [metric]
        empty: No sector was asked for.
        columns: [{ name: metric, title: Metric, path: metric, unit: POINTS }]
    charts:
      - { kind: BARS, title: Values, table: figures, x: code, y: [value] }
`;

const figure = (code: string, value: number | null, former: readonly number[] = [], date = '2026-03-31') => ({
  ...{ code, value, date, unit: 'RUPEES' },
  former: former.map((one) => ({ value: one })),
});
const ANSWER = {
  stock: {
    name: 'Alpha',
    score: null,
    figures: [
      figure('sales', 100.10000000000001, [99, 98.5]),
      figure('eps', null),
      figure('late', 1, [], '2026-07-01'),
    ],
    more: null,
    insights: [{ sentence: 'S.', numbers: [{ value: null, name: 'n' }], rule: 'R' }],
  },
};
const compose = (answer: unknown, inputs = INPUTS) =>
  composeReport(templateOf(TEMPLATE), { kind: 'COMPANY', inputs, on: ON }, new Map([['company', answer]]));

test('a report has the numbers of its answers as they are', () => {
  expect(compose(ANSWER)).toEqual({
    kind: 'COMPANY',
    inputs: INPUTS,
    on: ON,
    templateVersion: 3,
    findings: [
      { rule: 'UNKNOWN', sentence: 'Alpha has no score up to 2026-06-30.', numbers: [] },
      { rule: 'MISSING', sentence: '1 are not known: debt.', numbers: [{ name: 'missing', value: 1 }] },
      {
        rule: 'LARGE',
        sentence: '1 are large: sales (₹100.10).',
        numbers: [{ name: 'figures', value: 1 }],
      },
      ...[99, 98.5].map((former) => ({
        rule: 'RESTATED',
        sentence: `sales was ₹${former.toFixed(2)}, and is ₹100.10 of Alpha.`,
        numbers: [
          { name: 'former', value: former },
          { name: 'now', value: 100.10000000000001 },
        ],
      })),
      { rule: 'R', sentence: 'S.', numbers: [{ name: 'n', value: null }] },
    ],
    tables: [
      {
        id: 'figures',
        title: 'Figures',
        columns: [
          { name: 'code', title: 'Code', unit: null, unitColumn: null },
          { name: 'value', title: 'Value', unit: null, unitColumn: 'unit' },
          { name: 'unit', title: 'Unit', unit: null, unitColumn: null },
          { name: 'former', title: 'Former', unit: null, unitColumn: null },
        ],
        rows: [
          ['sales', 100.10000000000001, 'RUPEES', '99; 98.5'],
          ['eps', null, 'RUPEES', ''],
        ],
        reason: null,
      },
      {
        id: 'peers',
        title: 'Peers',
        columns: [{ name: 'metric', title: 'Metric', unit: 'POINTS', unitColumn: null }],
        rows: [],
        reason: 'No sector was asked for.',
      },
    ],
  });
});

test('the order of the fields of answers does not matter', () => {
  const shuffled = (value: unknown, seed: number): unknown => {
    if (Array.isArray(value)) return value.map((one) => shuffled(one, seed));
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(([name, one]) => [name, shuffled(one, seed)] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => ((a.length * seed) % 7) - ((b.length * seed) % 7)));
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000 }), (seed) => {
      expect(canonicalJson(compose(shuffled(ANSWER, seed)))).toBe(canonicalJson(compose(ANSWER)));
    }),
    { numRuns: 20 },
  );
});

test('what does not exist is refused, and an answer of another form is a fault', () => {
  expect(() => compose({ stock: null })).toThrow('There is no A.NS on 2026-06-30.');
  expect(() => compose(undefined)).toThrow('Expected an answer to each question, got none to company.');
  expect(() => compose({ stock: { name: 'Alpha' } })).toThrow(
    'Expected an answer to have the field figures, got none: the template asks for another.',
  );
  const wrong = { stock: { ...ANSWER.stock, figures: [{ ...figure('sales', 1), value: { a: 1 } }] } };
  expect(() => compose(wrong)).toThrow('Expected value to be a text, number or boolean, got object.');
});

test('nothing is cut silently', () => {
  const figures = Array.from({ length: 5_003 }, (_, k) => figure(`f${k}`, 1, k < 250 ? [2] : []));
  const { findings, tables } = compose({ stock: { ...ANSWER.stock, figures } });
  expect(tables[0].rows).toHaveLength(5_000);
  expect(findings).toHaveLength(200);
  expect(findings[199].sentence).toBe('This report has the first 199 of 254 findings.');
  const list = (more: boolean, totalCount?: number) => ({
    nodes: [1, 2],
    pageInfo: { hasNextPage: more },
    totalCount,
  });
  expect(cutLists('q', { b: [{ list: list(true, 7) }], a: list(true), c: list(false) })).toEqual([
    {
      rule: 'LIST_CUT',
      sentence: 'The list q.a is cut (items in this report: 2; known: more).',
      numbers: [
        { name: 'shown', value: 2 },
        { name: 'total', value: null },
      ],
    },
    expect.objectContaining({ sentence: 'The list q.b.list is cut (items in this report: 2; known: 7).' }),
  ]);
  const few = compose({
    stock: { ...ANSWER.stock, figures: figures.map((one) => ({ ...one, former: [] })) },
  });
  expect(few.findings.at(-1)?.sentence).toBe('The table "Figures" has the first 5000 of 5003 rows.');
});

test('many items are named in part, with how many more there are', () => {
  const figures = Array.from({ length: 22 }, (_, k) => figure(`f${k}`, 10));
  const large = compose({ stock: { ...ANSWER.stock, figures } }).findings.find(
    ({ rule }) => rule === 'LARGE',
  );
  expect(large?.sentence).toMatch(/^22 are large: f0 \(₹10\.00\); .*; f19 \(₹10\.00\); and 2 more\.$/);
});

describe('numbers in sentences', () => {
  const said = (sentence: string, values: Readonly<Record<string, ReportCell>>, bound?: number): string =>
    sentenceOf(sentence, {
      valueOf: (name) => values[name] ?? null,
      boundsOf: () => (bound === undefined ? [] : [bound]),
    });

  test.each([
    ['{a: FRACTION}', 0.2099580009045024, '21.00 %'],
    ['{a:FRACTION}', 0.00001, '0.001 %'],
    ['{a: FRACTION}', 0.999999, '99.9999 %'],
    ['{a: FRACTION}', 1, '100.00 %'],
    ['{a: FRACTION}', -0.0123, '-1.23 %'],
    ['{a: RUPEES}', '1480924.75', '₹14,80,924.75'],
    ['{a: RUPEES}', '50000', '₹50,000.00'],
    ['{a: RUPEES}', '-0.1', '-₹0.10'],
    ['{a: INR_CRORE}', 1234.5649, '₹1,234.56 crore'],
    ['{a: RATIO}', 0.680163341, '0.68'],
    ['{a: RATIO}', 0.999, '0.999'],
    ['{a: POINTS}', 68.4, '68.40'],
    ['{a: COUNT}', 1234567, '12,34,567'],
    ['{a}', 0.123456, '0.1235'],
    ['{a}', 500, '500'],
    ['{a}', '0.10', '0.10'],
    ['{a: RATIO}', null, 'not known'],
    ['{a: RATIO}', 'HIGH', 'HIGH'],
    ['{a}', '{b} $& $1', '{b} $& $1'],
  ])('%s of %j is %s', (sentence, a, expected) => {
    expect(said(sentence, { a, b: 1 })).toBe(expected);
  });

  test('are in the unit that a path states, and without one where it is none', () => {
    expect(said('{a: ../unit}', { a: 0.5, '../unit': 'FRACTION' })).toBe('50.00 %');
    expect(said('{a: ../unit}', { a: 0.5, '../unit': 'PARSECS' })).toBe('0.5');
    expect(said('{a: ../unit}', { a: 0.5 })).toBe('0.5');
  });

  test('that differ are shown so that they do, also from what they were compared with', () => {
    expect(said('{a: FRACTION} for {b: FRACTION}', { a: 0.200004, b: 0.2 })).toBe('20.0004 % for 20.0000 %');
    expect(said('{a: FRACTION} for {b: FRACTION}', { a: 0.2, b: 0.2 })).toBe('20.00 % for 20.00 %');
    expect(said('{a: RATIO}', { a: 0.7996 }, 0.8)).toBe('0.7996');
    expect(said('{a: RATIO}', { a: 0.8 }, 0.8)).toBe('0.80');
    // What only the way of computing tells apart.
    expect(said('{a: FRACTION} for {b: FRACTION}', { a: 0.1 + 0.2, b: 0.3 })).toBe('30.00 % for 30.00 %');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), fc.integer({ min: 0, max: 1e8 }), (one, other) => {
        const [a, b] = said('{a: FRACTION} {b: FRACTION}', { a: one / 1e8, b: other / 1e8 }).split(/ % ?/);
        expect(Math.sign(Number(a.replaceAll(',', '')) - Number(b.replaceAll(',', '')))).toBe(
          Math.sign(one - other),
        );
      }),
      { numRuns: 100 },
    );
  });

  test('keep apart from the bounds of their conditions', () => {
    const low = TEMPLATE.replace('atLeast: 10', 'below: 100').replace('{value: unit}', '{value: POINTS}');
    const answer = { stock: { ...ANSWER.stock, figures: [figure('f', 99.999)] } };
    const { findings } = composeReport(
      templateOf(low),
      { kind: 'COMPANY', inputs: INPUTS, on: ON },
      new Map([['company', answer]]),
    );
    expect(findings.find(({ rule }) => rule === 'LARGE')?.sentence).toBe('1 are large: f (99.999).');
  });
});

describe('paths', () => {
  const root = placeOf({
    a: { list: [{ b: [{ c: 1 }, { c: 2 }] }, { b: [] }], none: null, texts: ['x', null, 'y'] },
  });

  test('give all elements of lists, and null where an object on the way is null', () => {
    expect(valuesAt(root, 'a.list.b.c')).toEqual([1, 2]);
    expect(valuesAt(root, 'a.none.anything')).toEqual([null]);
    expect(valuesAt(root, 'a.texts')).toEqual(['x', null, 'y']);
    expect(cellAt(root, 'a.texts')).toBe('x; y');
    expect(cellAt(root, 'a.list.b.c')).toBe('1; 2');
  });

  test('go up to the object that has the field', () => {
    const [c] = placesAt(root, 'a.list.b.c');
    expect(valuesAt(c, '.')).toEqual([1]);
    expect(valuesAt(c, '../c')).toEqual([1]);
    expect(valuesAt(c, '../../b.c')).toEqual([1, 2]);
    expect(valuesAt(c, '../../../texts')).toEqual(['x', null, 'y']);
    expect(() => placesAt(c, '../../../../../x')).toThrow('got above it');
    expect(() => placesAt(root, 'a.constructor')).toThrow('Expected an answer to have the field constructor');
    expect(() => placesAt(root, 'a.texts.length')).toThrow('Expected an answer to have the field length');
  });
});

test.each<[Omit<TemplateCondition, 'path'>, unknown, boolean]>([
  [{ is: 'A' }, 'A', true],
  [{ is: null }, null, true],
  [{ is: null }, '', false],
  [{ not: null }, 0, true],
  [{ not: 0 }, 0, false],
  [{ below: 10 }, 9, true],
  [{ below: 10 }, 10, false],
  [{ below: '10' }, 9, false],
  [{ atMost: 10 }, 10, true],
  [{ atLeast: 10 }, 10, true],
  [{ above: 10 }, 10, false],
  [{ above: 10 }, null, false],
  [{ above: 0, below: 5 }, 3, true],
  [{ above: 0, below: 5 }, 7, false],
  [{ atMost: '$on' }, '2026-06-30', true],
  [{ atMost: '$on' }, '2026-07-01', false],
  [{ atLeast: '$yearBefore' }, '2025-06-30', true],
  [{ is: '$ticker' }, 'A.NS', true],
  [{ daysUpTo: '$on' }, 'A.NS sales 3 2026-03-31 2026-05-02', true],
  [{ daysUpTo: '$on' }, 'A.NS sales 3 2026-06-30 2026-08-02', false],
  [{ daysUpTo: '$on' }, '2026-06-30T20:00:00.000Z', true],
  [{ daysUpTo: '$on' }, null, true],
  [{ is: 2 }, [1, 2], true],
  [{ is: 3 }, [1, 2], false],
])('the condition %j of %j: %j', (condition, value, expected) => {
  expect(meets(placeOf({ value }), [{ path: 'value', ...condition }], variablesOf(INPUTS, ON))).toBe(
    expected,
  );
});

test('questions get the variables that they declare, and those without their input are not asked', () => {
  const template = templateOf(TEMPLATE);
  expect(questionsOf(template, INPUTS, ON)).toEqual([
    { name: 'company', document: template.questions['company'], variables: { ticker: 'A.NS', on: ON } },
  ]);
  expect(questionsOf(template, { ticker: null, sector: 'it', portfolioId: null }, ON)).toEqual([
    {
      name: 'sector',
      document: template.questions['sector'],
      variables: { sector: 'it', yearBefore: '2025-06-30' },
    },
  ]);
});

test.each([
  ['2024-02-29', '2024-01-29', '2023-02-28', '2019-02-28'],
  ['2026-03-31', '2026-02-28', '2025-03-31', '2021-03-31'],
  ['2026-01-15', '2025-12-15', '2025-01-15', '2021-01-15'],
  ['1990-01-01', '1989-12-01', '1989-01-01', '1985-01-01'],
])('days before %s', (on, monthBefore, yearBefore, fiveYearsBefore) => {
  expect(variablesOf(INPUTS, on as IsoDate)).toMatchObject({ on, monthBefore, yearBefore, fiveYearsBefore });
});

test.each([
  ['rows: [stock.figures, stock.more]', 'rows: [stock..figures]', 'Invalid'],
  ['question: sector\n        rows', 'question: secotr\n        rows', 'There is no question secotr.'],
  ['key: [code]', 'key: [cod]', 'There is no column of figures cod.'],
  ['unitColumn: unit', 'unitColumn: units', 'There is no column of figures units.'],
  ['id: peers', 'id: figures', 'There are two tables figures.'],
  ['table: figures', 'table: figure', 'There is no table figure for the chart "Values".'],
  ['y: [value]', 'y: [values]', 'There is no column of figures values.'],
  ['y: [value]', 'y: [value, code], series: code', 'The chart "Values" has series of several columns.'],
  ['$yearBefore: Date', '$tomorrow: Date', 'There is no variable of sector tomorrow.'],
  ['atMost: $on', 'atMost: $now', 'There is no variable of figures now.'],
  ['on {$on}.', 'on {$now}.', 'There is no variable of COMPANY now.'],
  ['no {$ticker}', 'no {ticker}', 'The text "There is no {ticker} on {$on}." shows {ticker}.'],
  ['up to {$on}.', 'up to {$now}.', 'There is no variable of UNKNOWN now.'],
  ['{#} are large: {items}', '{#} are large: {code}', 'The finding LARGE shows code of all rows together.'],
  ['{name} has no', '{items} has no', 'The finding UNKNOWN has no item.'],
  ['{name} has no', '{missing} has no', 'The finding UNKNOWN expects nothing.'],
  ['{value: unit}', '{value: LAKHS}', 'There is no unit of LARGE LAKHS.'],
  [
    'empty: Nothing is known.',
    'empty: E\n        printed: { where: [{ column: a, is: 1 }], none: N }',
    'There is no column of figures a.',
  ],
  ["sector: 'query", "sector: 'mutation", 'The question sector is not one query.'],
  ['version: 3', 'version: 3\nextra: 1', 'Unrecognized key'],
])('a template with %j as %j is refused', (from, to, message) => {
  expect(TEMPLATE).toContain(from);
  expect(() => templateOf(TEMPLATE.replace(from, () => to))).toThrow(message);
});
