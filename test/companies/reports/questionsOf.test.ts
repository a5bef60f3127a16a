/** Questions that are asked by lists from other answers. */
import { describe, expect, test } from '@jest/globals';
import { composeReport } from '../../../src/companies/reports/compose/composeReport.js';
import { checkTemplate } from '../../../src/companies/reports/template/checkTemplate.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import { reportTemplate } from '../../../src/companies/reports/template/reportTemplate.js';
import type { IsoDate } from '../../../src/scoring/names.js';

const given = {
  kind: 'SECTOR',
  version: 1,
  about: { question: 'peers', path: 'peers', missing: 'There is none.' },
  lists: {
    tickers: { question: 'peers', path: ['peers.first.ticker', 'peers.second.ticker'], most: 2 },
    since: { question: 'peers', path: 'peers.days', most: 1 },
  },
  questions: {
    stocks: 'query ($tickers: [Ticker!]!, $on: Date!) { stocks { ticker value } }',
    peers: '{ peers { first { ticker } second { ticker } days } }',
    changes: 'query ($since: Date!) { change { day } }',
  },
  findings: [
    {
      rule: 'KNOWN',
      question: 'stocks',
      each: 'stocks',
      item: '{ticker}',
      sentence: '{#} are known: {items}.',
      numbers: { stocks: '#' },
    },
  ],
  sections: [
    {
      title: 'All',
      tables: [
        {
          ...{ id: 'stocks', title: 'Stocks', question: 'stocks', rows: 'stocks', key: ['ticker'] },
          empty: 'There is none.',
          columns: [
            { name: 'ticker', title: 'Ticker', path: 'ticker' },
            { name: 'value', title: 'Value', path: 'value' },
          ],
        },
        {
          ...{ id: 'changes', title: 'Changes', question: 'changes', rows: 'change', key: ['day'] },
          empty: 'There is none.',
          columns: [{ name: 'day', title: 'Day', path: 'day' }],
        },
      ],
    },
  ],
};
const template = reportTemplate.parse(given);
const ON = '2024-10-08' as IsoDate;
const INPUTS = { ticker: null, sector: 'it', portfolioId: null };

const asked = (answers?: ReadonlyMap<string, unknown>) => questionsOf(template, INPUTS, ON, answers);
const peersOf = (first: string[], second: (string | null)[], days: string[] = []) => ({
  peers: {
    first: first.map((ticker) => ({ ticker })),
    second: second.map((ticker) => ({ ticker })),
    days,
  },
});

describe('a question of a list', () => {
  test('waits for the answer that has the list', () => {
    expect(asked().map(({ name }) => name)).toEqual(['peers']);
  });

  test('is asked for parts of the different texts, in ascending order', () => {
    const answers = new Map([
      ['peers', peersOf(['C', 'A', 'B'], ['A', null, 'D', 'E'], ['2024-02-01', '2024-01-01'])],
    ]);
    expect(asked(answers).map(({ name, variables }) => [name, variables])).toEqual([
      ['stocks.1', { tickers: ['A', 'B'], on: ON }],
      ['stocks.2', { tickers: ['C', 'D'], on: ON }],
      ['stocks.3', { tickers: ['E'], on: ON }],
      ['peers', {}],
      ['changes.1', { since: '2024-01-01' }],
      ['changes.2', { since: '2024-02-01' }],
    ]);
  });

  test('is not asked where the list is empty', () => {
    expect(asked(new Map([['peers', peersOf([], [null])]])).map(({ name }) => name)).toEqual(['peers']);
    expect(asked(new Map([['peers', { peers: null }]])).map(({ name }) => name)).toEqual(['peers']);
  });
});

describe('a report of lists', () => {
  const content = (answers: ReadonlyMap<string, unknown>) =>
    composeReport(template, { kind: 'SECTOR', inputs: INPUTS, on: ON }, answers);

  test('has the rows of all parts in one table, and says a finding once', () => {
    const answers = new Map<string, unknown>([
      ['peers', peersOf(['A', 'B', 'C'], [])],
      ['stocks.2', { stocks: [{ ticker: 'C', value: 3 }] }],
      [
        'stocks.1',
        {
          stocks: [
            { ticker: 'A', value: 1 },
            { ticker: 'B', value: null },
          ],
        },
      ],
    ]);
    const { tables, findings } = content(answers);
    expect(tables[0].rows).toEqual([
      ['A', 1],
      ['B', null],
      ['C', 3],
    ]);
    expect(tables[1]).toMatchObject({ rows: [], reason: 'There is none.' });
    expect(findings).toEqual([
      { rule: 'KNOWN', sentence: '3 are known: A; B; C.', numbers: [{ name: 'stocks', value: 3 }] },
    ]);
  });

  test('is none where a part is not answered', () => {
    const answers = new Map<string, unknown>([
      ['peers', peersOf(['A', 'B', 'C'], [])],
      ['stocks.1', { stocks: [] }],
    ]);
    expect(() => content(answers)).toThrow('Expected an answer to each question, got none to stocks.2.');
  });
});

test.each([
  [{ lists: { ...given.lists, on: given.lists.since } }, 'The list on is another variable.'],
  [
    { lists: { ...given.lists, more: { ...given.lists.since, question: 'none' } } },
    'There is no question none.',
  ],
  [
    { lists: { ...given.lists, more: { ...given.lists.since, question: 'stocks' } } },
    'The question stocks needs a list itself.',
  ],
  [{ about: { ...given.about, question: 'stocks' } }, 'The question stocks needs a list itself.'],
  [
    {
      questions: {
        ...given.questions,
        changes: 'query ($since: Date!, $tickers: [Ticker!]!) { change { day } }',
      },
    },
    'The question changes has two lists.',
  ],
  [
    { questions: { ...given.questions, changes: 'query ($days: [Date!]!) { change { day } }' } },
    'There is no variable of changes days.',
  ],
])('a template whose lists are not whole is refused: %#', (change, fault) => {
  expect(() => checkTemplate(reportTemplate.parse({ ...given, ...change }))).toThrow(fault);
  expect(() => checkTemplate(template)).not.toThrow();
});
