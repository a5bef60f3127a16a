import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parseDocument } from 'yaml';
import { canonicalJson } from '../../src/canonicalJson.js';
import {
  compileRiskMethod,
  DEFAULT_RISK_METHOD,
  loadRiskMethod,
  parseRiskMethod,
} from '../../src/method/loadRiskMethod.js';
import { MethodError } from '../../src/method/methodError.js';
import { UserError } from '../../src/userError.js';

type Path = readonly (string | number)[];

const TEXT = readFileSync(DEFAULT_RISK_METHOD, 'utf8');
const content: unknown = parseDocument(TEXT).toJS();
const pathOf = (name: string): Path => name.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));

/** The method's text with values replaced, or left out where undefined. */
function having(...changes: readonly [string, unknown][]): string {
  const document = parseDocument(TEXT);
  for (const [name, value] of changes) {
    if (value === undefined) document.deleteIn(pathOf(name));
    else document.setIn(pathOf(name), document.createNode(value));
  }
  return String(document);
}
/** What is wrong with a text, by the path of each faulty key. */
function problemsOf(text: string): [string, string][] {
  try {
    parseRiskMethod(text, 'risk.yaml');
  } catch (error) {
    if (!(error instanceof MethodError)) throw error;
    return error.problems.map(({ path, problem }) => [path, problem]);
  }
  return [];
}
/** Every key of a file, outermost first. */
function keysOf(value: unknown, path: Path = []): Path[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = [...path, Array.isArray(value) ? Number(name) : name];
    return [...(Array.isArray(value) ? [] : [key]), ...keysOf(inner, key)];
  });
}

describe('the shipped file', () => {
  test('loads, and is named by the hash of its parameters', async () => {
    const method = await loadRiskMethod();
    expect(method.name).toBe('greyoak-risk-1.0');
    expect(method.parameters).toEqual(content);
    expect(method.hash).toBe(createHash('sha256').update(canonicalJson(content)).digest('hex'));
  });

  test('has a hash that does not depend on how it is written', () => {
    const hashOf = (text: string) => compileRiskMethod(parseRiskMethod(text, 'risk.yaml')).hash;
    expect(hashOf(JSON.stringify(content))).toBe(hashOf(TEXT));
    expect(hashOf(TEXT.replaceAll(/#.*$/gm, '').replace('factor: 1.5', 'factor: 15e-1'))).toBe(hashOf(TEXT));
    expect(hashOf(having(['missing_value', 71]))).not.toBe(hashOf(TEXT));
  });
});

describe('a missing key is refused by its path', () => {
  test.each(keysOf(content).map((path) => path.join('.')))('%s', (name) => {
    const [[path, problem], ...others] = problemsOf(having([name, undefined]));
    expect([path, others]).toEqual([name, []]);
    expect(problem).toMatch(/^missing key, expected /);
  });
});

describe('what does not fit together is refused by its path', () => {
  const knots = (...of: [at: unknown, value: unknown][]) => of.map(([at, value]) => ({ at, value }));
  test.each<[string, unknown, string, string]>([
    ['weights.TREND', 0.06, 'weights', 'expected weights that sum to 1, got a sum of 1.01'],
    ['volatility.at_least', 61, 'volatility.at_least', 'expected at most 60, all of the window, got 61'],
    ['drawdown.at_least', 253, 'drawdown.at_least', 'expected at most 252, all of the window, got 253'],
    ['liquidity.bars', 4, 'liquidity.at_least', 'expected at most 4, all of the window, got 5'],
    ['market.bars', 60, 'market.at_least', 'expected at most 59, all of the window, got 60'],
    ['missing_value', 70.001, 'missing_value', 'expected at most 2 decimals, got 70.001'],
    ['levels.HIGH', 30, 'levels.HIGH', 'expected more than MODERATE (30), got 30'],
    ['levels.VERY_HIGH', 50, 'levels.VERY_HIGH', 'expected more than HIGH (50), got 50'],
    [
      'market.curve.knots.1.at',
      0.5,
      'market.curve.knots.1.at',
      'expected more than 0.5, the knot before it, got 0.5',
    ],
    [
      'drawdown.curve.knots',
      knots([0.1, 50], [0.2, 40]),
      'drawdown.curve.knots.1.value',
      'expected no less than 50, the knot before it, got 40',
    ],
    [
      'liquidity.curve.knots.1.value',
      100.5,
      'liquidity.curve.knots.1.value',
      'Too big: expected number to be <=100',
    ],
    [
      'size.curve.knots.1.value',
      10,
      'size.curve.knots.2.value',
      'expected no more than 10, the knot before it, got 65',
    ],
    ['size.curve.knots.0.at', 0, 'size.curve.knots.0.at', 'expected more than 0 on a LOG10 scale, got 0'],
  ])('%s of %p', (name, value, path, problem) => {
    expect(problemsOf(having([name, value]))).toEqual([[path, problem]]);
  });

  test('weights have at most two decimals, because sums are exact in hundredths', () => {
    const text = having(['weights.SIZE', 0.105], ['weights.MARKET', 0.095]);
    expect(problemsOf(text).map(([path]) => path)).toEqual(['weights.SIZE', 'weights.MARKET']);
  });
});

describe('a value of another kind is refused by its path', () => {
  test.each<[string, unknown]>([
    ['name', 'Grey Oak'],
    ['weights.SIZE', '0.1'],
    ['weights.SIZE', -0.1],
    ['weights.SIZE', NaN],
    ['reach.factor', 0.5],
    ['reach.factor', Infinity],
    ['reach.sessions', 2.5],
    ['returns.max_sessions', 0],
    ['returns.unexplained_above', 0],
    ['returns.still_above', 1.5],
    ['volatility.bars', 1e9],
    ['volatility.at_least', 1],
    ['volatility.confidence', 1],
    ['liquidity.confidence', 0.2],
    ['market.at_least', 2],
    ['market.index', ''],
    ['market.min_index_stdev', -1],
    ['size.curve.scale', 'LN'],
    ['size.curve.knots', []],
    ['trend.full_below_dma200', 0],
    ['missing_value', 101],
    ['missing_value', null],
    ['levels', []],
    ['factor_from', -1],
  ])('%s of %p', (name, value) => {
    const [[path], ...others] = problemsOf(having([name, value]));
    expect([path, others]).toEqual([name, []]);
  });

  test.each(['weights.GUESS', 'volatility.window', 'size.curve.knots.0.points', 'levels.LOW', 'vix'])(
    '%s is unknown',
    (name) => {
      expect(problemsOf(having([name, 1]))).toEqual([[name, 'unknown key, remove it or fix its spelling']]);
    },
  );

  test.each(['', '[]', 'name: [', 'name: *nothing', `${TEXT}\nname: twice`])('the file %j', (text) => {
    expect(problemsOf(text)).not.toEqual([]);
  });
});

test('a file that cannot be read is named', async () => {
  const missing = loadRiskMethod('/nowhere/risk.yaml');
  await expect(missing).rejects.toThrow(UserError);
  await expect(missing).rejects.toThrow('Expected a method file at /nowhere/risk.yaml');
});
