import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isMap, parseDocument } from 'yaml';
import { DEFAULT_METHOD, parseMethod } from '../../src/method/loadMethod.js';
import { MethodError } from '../../src/method/methodError.js';

type Path = readonly (string | number)[];

const TEXT = readFileSync(DEFAULT_METHOD, 'utf8');

/** The default method's text with some values replaced. */
function having(...edits: readonly [Path, unknown][]): string {
  const document = parseDocument(TEXT);
  for (const [path, value] of edits) document.setIn(path, document.createNode(value));
  return String(document);
}
const pathOf = (name: string): Path => name.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** What is wrong with a method file: paths and problems; none where it is accepted. */
function problemsOf(text: string): [string, string][] {
  try {
    parseMethod(text, 'm.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof MethodError)) throw error;
    return error.problems.map(({ path, problem }) => [path, problem]);
  }
}

describe('every weight table sums to 1, to 1e-6', () => {
  const tables = [
    ...['pillars.fundamentals.non_financial', 'pillars.fundamentals.banking', 'pillars.technicals.weights'],
    ...[
      'pillars.relative_strength.weights',
      'pillars.relative_strength.against',
      'pillars.ownership.weights',
    ],
    ...['pillars.quality', 'pillars.sector_momentum.weights', 'confidence.weights'],
  ];
  function first(table: string): [Path, number] {
    const map: unknown = parseDocument(TEXT).getIn(pathOf(table));
    if (!isMap(map)) throw new Error(`${table} is no table`);
    const [[key, weight]] = Object.entries(map.toJSON() as Record<string, number>);
    return [[...pathOf(table), key], weight];
  }

  test.each(tables)('%s', (table) => {
    const [path, weight] = first(table);
    const [[faulty, problem], ...others] = problemsOf(having([path, weight + 2e-6]));
    expect(faulty).toBe(table);
    expect(problem).toMatch(/^expected weights that sum to 1, got a sum of 1\.00000[12]/);
    expect(others).toEqual([]);
    expect(problemsOf(having([path, weight + 5e-7]))).toEqual([]);
    expect(problemsOf(having([path, weight - 5e-7]))).toEqual([]);
    expect(problemsOf(having([path, weight - 2e-6]))[0][0]).toBe(table);
  });

  test.each(
    ['TRADER', 'INVESTOR'].flatMap((mode) => ['default', 'metals', 'it'].map((sector) => [mode, sector])),
  )('weights.%s.%s', (mode, sector) => {
    const [[path, problem]] = problemsOf(having([['weights', mode, sector, 'F'], 0]));
    expect(path).toBe(`weights.${mode}.${sector}`);
    expect(problem).toMatch(/^expected weights that sum to 1, got a sum of 0\.\d+$/);
  });

  test('a weight of the composite has at most 3 decimals', () => {
    const at = (pillar: string): Path => ['weights', 'TRADER', 'default', pillar];
    expect(problemsOf(having([at('F'), 0.1205], [at('T'), 0.3195]))).toEqual([
      ['weights.TRADER.default.F', 'expected at most 3 decimals, got 0.1205'],
      ['weights.TRADER.default.T', 'expected at most 3 decimals, got 0.3195'],
    ]);
    expect(problemsOf(having([at('F'), 0.121], [at('T'), 0.319]))).toEqual([]);
  });

  test.each([-0.1, 1.1])('a weight of %p is none', (weight) => {
    const [[path, problem]] = problemsOf(having([pathOf('weights.TRADER.it.F'), weight]));
    expect(path).toBe('weights.TRADER.it.F');
    expect(problem).toMatch(weight < 0 ? /expected number to be >=0/ : /expected number to be <=1/);
  });
});

describe('what must be in order', () => {
  const curve = 'pillars.ownership.pledge_curve';
  const trader = 'penalties.liquidity.TRADER';
  test.each<[string, unknown, string]>([
    ['thresholds.production.bands.BUY', 75, 'expected less than STRONG_BUY (75), got 75'],
    ['thresholds.production.bands.BUY', 80, 'expected less than STRONG_BUY (75), got 80'],
    ['thresholds.production.bands.HOLD', 65, 'expected less than BUY (65), got 65'],
    ['thresholds.test.bands.BUY', 70, 'expected less than STRONG_BUY (70), got 70'],
    ['thresholds.test.bands.HOLD', 61, 'expected less than BUY (60), got 61'],
    ['penalties.caps.default', 0, 'expected more than 0 and at most 20, got 0'],
    ['penalties.caps.it', 20.5, 'expected more than 0 and at most 20, got 20.5'],
    ['penalties.caps.fmcg', -1, 'expected more than 0 and at most 20, got -1'],
    [`${curve}.2.fraction`, 0.05, 'expected more than 0.05, the value before it, got 0.05'],
    [`${curve}.2.fraction`, 0.04, 'expected more than 0.05, the value before it, got 0.04'],
    [`${curve}.3.points`, 10, 'expected more than 10, the value before it, got 10'],
    [`${curve}.4.points`, 19, 'expected more than 20, the value before it, got 19'],
    [`${trader}.1.at_least`, 5, 'expected less than 5, the bound before it, got 5'],
    [`${trader}.1.at_least`, 6, 'expected less than 5, the bound before it, got 6'],
    [`${trader}.2.at_least`, 1, 'expected 0 for the worst bin, got 1'],
    [`${trader}.1.points`, 0, 'expected more than 0, the value before it, got 0'],
    ['penalties.liquidity.INVESTOR.2.points', 4, 'expected more than 5, the value before it, got 4'],
    ['penalties.pledge.1.above', 0.3, 'expected less than 0.25, the bound before it, got 0.3'],
    ['penalties.pledge.1.points', 10, 'expected less than 10, the bound before it, got 10'],
  ])('%s of %p', (name, value, problem) => {
    expect(problemsOf(having([pathOf(name), value]))).toEqual([[name, problem]]);
  });

  test.each([
    ['pillars.technicals.rsi', 'oversold', 'overbought', 70],
    ['pillars.technicals.volume', 'low', 'high', 2],
    ['hygiene.winsorise', 'lower', 'upper', 0.99],
  ])('%s: %s below %s', (table, low, high, value) => {
    const [[path, problem], ...others] = problemsOf(having([pathOf(`${table}.${low}`), value]));
    expect(path).toContain(table);
    expect(path).toContain(high);
    expect(problem).toBe(`expected more than ${value}, the value before it, got ${value}`);
    expect(others).toEqual([]);
  });

  test.each(['penalties.caps.default', 'penalties.caps.it'])('%s of 20 and of 0.5 is accepted', (name) => {
    expect(problemsOf(having([pathOf(name), 20]))).toEqual([]);
    expect(problemsOf(having([pathOf(name), 0.5]))).toEqual([]);
  });
});

describe('unknown keys', () => {
  test.each([
    ...['order', 'features.vwap', 'hygiene.required.events', 'pillars.momentum', 'pillars.quality.roe_3y'],
    ...['pillars.technicals.weights.macd', 'weights.TRADER.it.X', 'weights.SWING', 'penalties.fraud'],
    ...[
      'penalties.pledge.0.below',
      'confidence.slo.events',
      'thresholds.trial',
      'thresholds.production.bands.AVOID',
    ],
  ])('%s', (name) => {
    expect(problemsOf(having([pathOf(name), 0.5]))).toEqual([
      [name, 'unknown key, remove it or fix its spelling'],
    ]);
  });

  test('the guardrails cannot be reordered, nor one taken out of their order', () => {
    const order = ['LOW_COVERAGE', 'SECTOR_BEAR'];
    for (const name of [
      'guardrails.order',
      'guardrails.LOW_COVERAGE',
      'thresholds.production.guardrails.order',
    ]) {
      expect(problemsOf(having([pathOf(name), order]))).toEqual([
        [name, 'unknown key, remove it or fix its spelling'],
      ]);
    }
  });
});

describe('a value of another kind', () => {
  test.each<[string, unknown]>([
    ['confidence.secondary_penalty', 'much'],
    ['penalties.event_window.days', 2.5],
    ['penalties.event_window.days', -1],
    ['market_return.index', 50],
    ['features.resistance_includes_last_bar', 'no'],
    ['weights.TRADER.it', 'default'],
    ['weights.TRADER.default.F', NaN],
    ['penalties.caps.it', Infinity],
    ['penalties.liquidity.TRADER', []],
    ['pillars.ownership.scored_by', 'GUESS'],
    ['pillars.missing_fundamentals', 'ZERO'],
    ['hygiene.required.bars.0', 'clsoe'],
    ['penalties.volatility.reference', 'MARKET'],
    ['name', 'Grey Oak'],
  ])('%s of %p is refused by its path, and not as missing', (name, value) => {
    const [[path, problem], ...others] = problemsOf(having([pathOf(name), value]));
    expect(path).toBe(name);
    expect(problem).not.toContain('missing key');
    expect(problem).not.toBe('Invalid input');
    expect(others).toEqual([]);
  });

  test('a table of constants needs a default', () => {
    expect(problemsOf(having([pathOf('penalties.volatility.reference'), { it: 0.02 }]))).toEqual([
      [
        'penalties.volatility.reference.default',
        'missing key, expected a value for every other sector group',
      ],
    ]);
  });

  test('a sector group is named in lower case', () => {
    const [[path]] = problemsOf(having([pathOf('penalties.caps.IT'), 12]));
    expect(path).toBe('penalties.caps.IT');
  });
});
