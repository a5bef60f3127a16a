import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assessDay } from '../../src/risk/assessDay.js';
import type { RiskObservation } from '../../src/risk/assessment.js';
import { assessmentOf } from '../../src/risk/assessmentOf.js';
import { INTERVAL_PARTS, RISK_LEVELS, RISK_PARTS, type RiskPartKind } from '../../src/risk/names.js';
import { partPoints } from '../../src/risk/partPoints.js';
import { missing } from '../../src/risk/parts/missing.js';
import type { RiskInputs, RiskStock } from '../../src/risk/riskInputs.js';
import { RUNS } from '../support/days/section.js';
import { randomRiskDay } from '../support/risk/randomDay.js';
import { assessOne, observationsOf, riskInputs, riskMethod, riskStock } from '../support/risk/riskDay.js';

const randomDay = fc.integer({ min: 1, max: 1_000_000 }).map((seed) => randomRiskDay(seed, 12));
const everyDay = (holds: (inputs: RiskInputs) => void) =>
  fc.assert(fc.property(randomDay, holds), { ...RUNS, numRuns: 25 });
/** What was observed of every stock of a day. */
const observed = (inputs: RiskInputs): (readonly RiskObservation[])[] => {
  const risks = assessDay(inputs, riskMethod);
  return inputs.stocks.map((_, i) => observationsOf(risks, i));
};

describe('every day', () => {
  test('an interval holds its value, and lies in 0 to 100', () => {
    const inOrder = (...numbers: number[]) => numbers.every((one, k) => k === 0 || numbers[k - 1] <= one);
    everyDay((inputs) => {
      for (const observations of observed(inputs)) {
        const { parts, ...whole } = assessmentOf(observations, riskMethod);
        expect(inOrder(0, whole.lower, whole.value, whole.upper, 100)).toBe(true);
        expect(inOrder(whole.value, whole.judged, whole.upper)).toBe(true);
        for (const { counted, value, lower, upper, raw, rawLower, rawUpper, kind } of parts) {
          expect(inOrder(0, lower, value ?? counted, upper, 100)).toBe(true);
          expect(inOrder(rawLower ?? raw ?? 0, raw ?? 0, rawUpper ?? raw ?? 0)).toBe(true);
          const hasEnds = raw !== null && (INTERVAL_PARTS as readonly RiskPartKind[]).includes(kind);
          expect([rawLower !== null, rawUpper !== null]).toEqual([hasEnds, hasEnds]);
        }
      }
    });
  });

  test('the columns are what `assessmentOf` makes of the observations', () => {
    everyDay((inputs) => {
      const risks = assessDay(inputs, riskMethod);
      inputs.stocks.forEach((_, i) => {
        const { parts, level, value, lower, upper, judged } = assessmentOf(
          observationsOf(risks, i),
          riskMethod,
        );
        const whole = [risks.value[i], risks.lower[i], risks.upper[i], risks.judged[i]];
        expect([...whole, RISK_LEVELS[risks.level[i]]]).toEqual([value, lower, upper, judged, level]);
        for (const part of parts) {
          const columns = risks.parts[part.kind];
          const ofPart = [columns.value[i], columns.lower[i], columns.upper[i]];
          expect(ofPart).toEqual([part.value ?? NaN, part.lower, part.upper]);
        }
      });
    });
  });

  test('knowing less never looks safer: nothing falls where a part becomes MISSING', () => {
    everyDay((inputs) => {
      for (const observations of observed(inputs)) {
        const whole = assessmentOf(observations, riskMethod);
        const faults: unknown[] = [];
        for (let lost = 1; lost < 2 ** RISK_PARTS.length; lost++) {
          const fewer = observations.map((one, p) => ((lost >> p) & 1 ? missing(0, 'lost') : one));
          const less = assessmentOf(fewer, riskMethod);
          const isSafer = RISK_LEVELS.indexOf(less.level) < RISK_LEVELS.indexOf(whole.level);
          if (isSafer || less.upper < whole.upper || less.judged < whole.judged) faults.push([whole, less]);
        }
        expect(faults).toEqual([]);
      }
    });
  });

  test('later facts change nothing: neither bars, nor closes of the index', () => {
    everyDay((inputs) => {
      const { stocks, today, indexClose } = inputs;
      const cut = (stock: RiskStock): RiskStock => {
        const { close, tradedValue, session, hasAction } = stock.bars;
        const end = stock.last + 1;
        const [prices, traded] = [close.slice(0, end), tradedValue.slice(0, end)];
        const bars = { close: prices, tradedValue: traded, session: session.slice(0, end) };
        return { ...stock, bars: { ...bars, hasAction: hasAction.slice(0, end) } };
      };
      const poisoned = indexClose.map((close, session) => (session > today ? 1e9 * session : close));
      const known = { ...inputs, stocks: stocks.map(cut), indexClose: indexClose.slice(0, today + 1) };
      expect(assessDay({ ...inputs, indexClose: poisoned }, riskMethod)).toEqual(
        assessDay(known, riskMethod),
      );
    });
  });

  test('bars and closes of the index beyond the reach change nothing', () => {
    everyDay((inputs) => {
      const { stocks, today } = inputs;
      const oldest = today - 384;
      const poison = (values: Float64Array, session: Int32Array) =>
        values.map((value, k) => (session[k] < oldest ? NaN : value));
      const poisoned = stocks.map((stock): RiskStock => {
        const { close, tradedValue, session } = stock.bars;
        const values = { close: poison(close, session), tradedValue: poison(tradedValue, session) };
        return { ...stock, bars: { ...stock.bars, ...values } };
      });
      const indexClose = inputs.indexClose.map((close, session) => (session < oldest ? NaN : close));
      const changed = { ...inputs, stocks: poisoned, indexClose };
      expect(assessDay(changed, riskMethod)).toEqual(assessDay(inputs, riskMethod));
    });
  });

  test('a stock alone has the risk that it has among others', () => {
    everyDay((inputs) => {
      const all = observed(inputs);
      inputs.stocks.forEach((stock, i) => {
        expect(observed({ ...inputs, stocks: [stock] })).toEqual([all[i]]);
      });
    });
  });
});

describe('more risk never lowers its part', () => {
  const two = fc.tuple(
    fc.double({ min: 0, max: 1e7, noNaN: true }),
    fc.double({ min: 0, max: 1e7, noNaN: true }),
  );
  const directions: [RiskPartKind, 1 | -1][] = [
    ['VOLATILITY', 1],
    ['DRAWDOWN', 1],
    ['LIQUIDITY', -1],
    ['SIZE', -1],
    ['MARKET', 1],
    ['TREND', 1],
  ];
  test.each(directions)('%s', (kind, sign) => {
    const pointsOf = (raw: number) =>
      partPoints(kind, { raw, rawLower: null, rawUpper: null }, riskMethod).counted;
    fc.assert(
      fc.property(two, fc.integer({ min: 0, max: 8 }), ([a, b], decimals) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((one) => one / 10 ** decimals);
        expect(sign * (pointsOf(high) - pointsOf(low))).toBeGreaterThanOrEqual(0);
      }),
      RUNS,
    );
  });

  test('wider returns, deeper falls, less trade', () => {
    everyDay((inputs) => {
      const [stock] = inputs.stocks;
      const { close, tradedValue } = stock.bars;
      const changed = (bars: Partial<RiskStock['bars']>) =>
        assessDay({ ...inputs, stocks: [{ ...stock, bars: { ...stock.bars, ...bars } }] }, riskMethod).parts;
      const before = changed({});
      const wider = changed({ close: close.map((one) => one ** 1.5) });
      const traded = changed({ tradedValue: tradedValue.map((one) => one / 3) });
      for (const [kind, after] of [
        ['VOLATILITY', wider],
        ['DRAWDOWN', wider],
        ['LIQUIDITY', traded],
      ] as const) {
        const [was, is] = [before[kind].value[0], after[kind].value[0]];
        expect(is >= was || was !== was || is !== is).toBe(true);
      }
    });
  });
});

describe('what is no market', () => {
  const odd = [NaN, 0, -1, 1e-300, 1e300, Infinity, -Infinity, Number.MAX_VALUE, Number.MIN_VALUE];
  const number = fc.oneof(fc.constantFrom(...odd), fc.double());

  test('no number throws, and none that is stored is not finite', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number, number, fc.integer({ min: 1, max: 9 })), { maxLength: 90 }),
        fc.array(number, { minLength: 5, maxLength: 5 }),
        fc.array(number, { maxLength: 400 }),
        (bars, [close, hi52w, lo52w, dma50, dma200], indexClose) => {
          let session = 0;
          const stock = riskStock({
            closes: bars.map(([one]) => one),
            crores: bars.map(([, one]) => one),
            at: bars.map(([, , step]) => (session += step)),
            features: { close, hi52w, lo52w, dma50, dma200 },
            size: { crore: close, source: 'market_cap_cr of 2024-06-30' },
          });
          const observations = observationsOf(assessOne(stock, { indexClose }));
          const { parts, factors, ...whole } = assessmentOf(observations, riskMethod);
          expect(Object.values(whole)).not.toContain(NaN);
          for (const { counted, lower, upper, raw, rawLower, rawUpper } of parts) {
            const numbers = [counted, lower, upper, raw ?? 0, rawLower ?? 0, rawUpper ?? 0];
            expect(numbers.filter((one) => !Number.isFinite(one))).toEqual([]);
          }
          expect(factors.every(({ sentence }) => !/NaN|Infinity|e\+/.test(sentence))).toBe(true);
        },
      ),
      { ...RUNS, numRuns: 300 },
    );
  });

  test.each([0, 1, 2])('%p bars', (count) => {
    const [volatility, drawdown, liquidity, size, market, trend] = observationsOf(
      assessOne(riskStock({ closes: [100, 101].slice(0, count) })),
    );
    expect(volatility.reason).toBe(`${Math.max(0, count - 1)} returns, at least 20 needed`);
    expect(drawdown.reason).toBe(`${count} closes, at least 60 needed`);
    expect(liquidity.reason).toBe(`${count} sessions, at least 5 needed`);
    expect(size).toMatchObject({ reason: 'no market capitalisation', observations: 0 });
    expect(market.reason).toBe('0 pairs, at least 60 needed');
    expect(trend).toMatchObject({
      reason: 'without close, hi52w, lo52w, dma50, dma200',
      observations: count,
    });
  });

  test('a day without stocks', () => {
    expect(assessDay(riskInputs([]), riskMethod).tickers).toEqual([]);
  });
});
