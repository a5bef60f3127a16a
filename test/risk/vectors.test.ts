import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { assessDay } from '../../src/risk/assessDay.js';
import type { RiskPart } from '../../src/risk/assessment.js';
import { assessmentOf } from '../../src/risk/assessmentOf.js';
import { factorsOf } from '../../src/risk/factorsOf.js';
import { indexReturns } from '../../src/risk/indexReturns.js';
import { orderRank } from '../../src/risk/intervals/orderRank.js';
import { stdevFactors } from '../../src/risk/intervals/stdevFactors.js';
import { studentQuantile } from '../../src/risk/intervals/studentQuantile.js';
import type { RiskPartKind } from '../../src/risk/names.js';
import { partPoints } from '../../src/risk/partPoints.js';
import { MarketPairs } from '../../src/risk/parts/marketPairs.js';
import { trendThirds } from '../../src/risk/parts/trend.js';
import type { RiskInputs, RiskStock } from '../../src/risk/riskInputs.js';
import { StockDays } from '../../src/risk/stockDays.js';
import { windowReach } from '../../src/risk/windowReach.js';
import { wholeOf } from '../../src/risk/wholeOf.js';
import { dateOf, observationsOf, riskInputs, riskMethod, riskStock } from '../support/risk/riskDay.js';
import { describeWithShared } from '../support/shared.js';

interface Vector<Input = unknown> {
  readonly id: string;
  readonly kind: string;
  readonly input: Input;
  readonly expected: Readonly<Record<string, unknown>>;
}
type Expected = Vector['expected'];

/** Figures that need not be equal to the last bit. */
const FIGURES = new Set(['raw', 'rawLower', 'rawUpper', 'thirds']);
const isNear = (ours: number, theirs: number): boolean =>
  Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(theirs));

/** Compares a part with what is recorded of it. */
function expectPart(inputs: RiskInputs, kind: RiskPartKind, { named, ...expected }: Expected): void {
  const part = assessmentOf(observationsOf(assessDay(inputs, riskMethod)), riskMethod).parts.find(
    (one) => one.kind === kind,
  );
  for (const [name, theirs] of Object.entries(expected)) {
    const ours = (part as unknown as Expected)[name];
    if (name === 'thirds') continue;
    if (FIGURES.has(name) && typeof theirs === 'number') expect(isNear(Number(ours), theirs)).toBe(true);
    else expect({ [name]: ours }).toEqual({ [name]: theirs });
  }
  if (named !== undefined) {
    const dates = part?.reason.match(/\d{4}-\d\d-\d\d/g) ?? [];
    expect(dates).toEqual((named as number[]).map(dateOf));
  }
}

describeWithShared('recorded cases', 'oracles/risk-vectors.json', (path) => {
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Vector[] };
  const vectors = <Input>(...kinds: string[]) =>
    cases
      .filter(({ kind }) => kinds.includes(kind))
      .map((one): [string, Vector<Input>] => [one.id, one as Vector<Input>]);

  interface Closes {
    readonly closes: number[];
    readonly at?: number[];
    readonly exAt?: number[];
  }
  test.each(vectors<Closes>('volatility', 'drawdown'))('%s', (_, { kind, input, expected }) => {
    const inputs = riskInputs([riskStock(input)]);
    expectPart(inputs, kind.toUpperCase() as RiskPartKind, expected);
  });

  test.each(vectors<{ crores: number[] }>('liquidity'))('%s', (_, { input, expected }) => {
    expectPart(riskInputs([riskStock(input)]), 'LIQUIDITY', expected);
  });

  test.each(vectors<{ pairs: [number, number][] }>('market'))('%s', (_, { input, expected }) => {
    const closesOf = (returns: number[]) =>
      returns.reduce((closes, one) => [...closes, (closes.at(-1) ?? 0) * Math.exp(one)], [100]);
    // Pair i is of session i: the closes before the first one are of session -1, so dates are one day later here.
    const stock = riskStock({ closes: closesOf(input.pairs.map(([, ofStock]) => ofStock)) });
    const inputs = riskInputs([stock], { indexClose: closesOf(input.pairs.map(([ofIndex]) => ofIndex)) });
    expectPart({ ...inputs, dateOf: (ordinal) => dateOf(ordinal - 1) }, 'MARKET', expected);
  });

  test.each(
    vectors<{ sessions: string[]; index: Record<string, number>; stock: Record<string, number> }>(
      'marketPairs',
    ),
  )('%s', (_, { input, expected }) => {
    const { sessions, index } = input;
    const own = Object.entries(input.stock);
    const at = own.map(([date]) => sessions.indexOf(date));
    const stock = riskStock({ closes: own.map(([, close]) => close), at });
    const today = sessions.length - 1;
    const { indexClose } = riskInputs([], { indexClose: sessions.map((date) => index[date] ?? NaN) });
    const days = new StockDays(today, riskMethod.parameters);
    days.load(stock);
    const pairs = new MarketPairs(riskMethod.parameters).fill(days, {
      index: indexReturns({ indexClose, today }, riskMethod.parameters),
    });
    const dates = [...pairs.bar.subarray(0, pairs.n)].map((bar) => sessions[stock.bars.session[bar]]);
    expect(dates.toReversed()).toEqual(expected['sessions']);
  });

  test.each(vectors<RiskStock['features']>('trend'))('%s', (_, { input, expected }) => {
    const features = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value ?? NaN]));
    const stock = riskStock({ features });
    expectPart(riskInputs([stock]), 'TREND', expected);
    const thirds = trendThirds(stock.features, riskMethod.parameters.trend.full_below_dma200);
    const theirs = (expected['thirds'] ?? []) as number[];
    expect(theirs.every((third, k) => isNear(thirds[k], third))).toBe(true);
  });

  test.each(vectors<{ n: number }>('chiSquareFactors'))('%s', (_, { input, expected }) => {
    const { lower, upper } = stdevFactors(input.n, 0.95);
    expect(isNear(lower, expected['lower'] as number)).toBe(true);
    expect(isNear(upper, expected['upper'] as number)).toBe(true);
  });

  test.each(vectors<{ n: number }>('tQuantile'))('%s', (_, { input, expected }) => {
    expect(isNear(studentQuantile(0.95, input.n - 2), expected['t'] as number)).toBe(true);
  });

  test.each(vectors<{ n: number }>('orderStatistics'))('%s', (_, { input, expected }) => {
    const rank = orderRank(input.n, 0.95);
    expect([rank, input.n + 1 - rank]).toEqual([expected['from'], expected['to']]);
  });

  test.each(vectors<{ length: number; sessionsBefore: number }>('window'))('%s', (_, { input, expected }) => {
    expect(input.sessionsBefore <= windowReach(input.length, riskMethod.parameters)).toBe(expected['counts']);
  });

  test.each(vectors<{ part: RiskPartKind; raw: number }>('points'))('%s', (_, { input, expected }) => {
    const { value } = partPoints(input.part, { raw: input.raw, rawLower: null, rawUpper: null }, riskMethod);
    expect(value).toBe(expected['value']);
  });

  test.each(vectors<{ parts: readonly RiskPart[] }>('overall'))('%s', (_, { input, expected }) => {
    // Where a case has no raw number, its sentence is not compared.
    const parts = input.parts.map((part) => ({ ...part, raw: part.raw === undefined ? 0 : part.raw }));
    expect({ ...wholeOf(parts, riskMethod), factors: factorsOf(parts, riskMethod) }).toMatchObject(expected);
  });

  test('every case is compared, here or with market capitalisations', () => {
    const here = [
      ...['volatility', 'drawdown', 'liquidity', 'market', 'marketPairs', 'trend', 'points', 'overall'],
      ...['chiSquareFactors', 'tQuantile', 'orderStatistics', 'window', 'marketCapitalisation'],
    ];
    expect(vectors(...here)).toHaveLength(cases.length);
    expect(cases).toHaveLength(60);
  });
});
