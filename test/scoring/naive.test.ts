import { expect, test } from '@jest/globals';
import { adjusted, lastFeatures } from '../../bench/harness/ours.js';
import { syntheticMarket } from '../support/synthetic/market.js';
import { syntheticDay } from '../support/synthetic/section.js';
import { loadMethod } from '../../src/method/loadMethod.js';
import { BANDS, FEATURES, GUARDRAILS, MODES, PENALTIES, PILLARS } from '../../src/scoring/names.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { naiveFeatures } from '../support/naive/features.js';
import { naiveMarket } from '../support/naive/market.js';
import { naiveScoreDay } from '../support/naive/scoreDay.js';
import { naiveDay } from '../support/naive/stocks.js';

// A second version of the method, written with objects and maps, from which the scoring must not differ. The market is
// large enough for stocks of every kind: with splits, with interrupted trading, without fundamentals.
const market = syntheticMarket(400);
const features = market.stocks.map((stock) => lastFeatures(adjusted(stock, market), market));
const method = await loadMethod();

/** The tolerance is relative for numbers above 1. NaN stands for null. */
function differ(ours: number, theirs: number, tolerance: number): boolean {
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return Number.isNaN(ours) !== Number.isNaN(theirs);
  return Math.abs(ours - theirs) > tolerance * Math.max(1, Math.abs(ours), Math.abs(theirs));
}

test('features are those of the naive version, to 1e-9', () => {
  const naive = naiveFeatures(naiveMarket(market));
  const differences = market.stocks.flatMap(({ ticker }, k) =>
    FEATURES.flatMap((name, f) => {
      const [ours, theirs] = [features[k][f], naive.get(ticker)?.[name] ?? NaN];
      return differ(ours, theirs, 1e-9) ? [{ ticker, name, ours, theirs }] : [];
    }),
  );
  expect(differences).toEqual([]);
});

test.each(MODES)(
  'pillars, penalties, guardrails and scores of %s are those of the naive version, to 1e-6',
  (mode) => {
    const section = syntheticDay(market)(features);
    const { confidence, sectorZ, pillars, modes } = scoreDay(section, method);
    const { score, band, weighted, penalties, guardrails } = modes[mode];
    const naive = naiveScoreDay(naiveDay(section), method).get(mode);
    const differences = section.tickers.flatMap((ticker, i) => {
      const their = naive?.get(ticker);
      if (their === undefined) return [{ ticker, what: 'a score', ours: score[i], theirs: NaN }];
      const pairs: readonly (readonly [what: string, ours: number, theirs: number])[] = [
        ['score', score[i], their.score],
        ['band', band[i], BANDS.indexOf(their.band)],
        ['weighted sum', weighted[i], their.weighted],
        ['penalty', penalties.total[i], their.penalty],
        ['confidence', confidence.value[i], their.confidence],
        ['S_z', sectorZ[i], their.sectorZ],
        ...PILLARS.map((name) => [name, pillars[name].score[i], their.pillars[name]] as const),
        ...PENALTIES.map((kind) => [kind, penalties.parts[kind].points[i], their.penalties[kind]] as const),
        ...GUARDRAILS.flatMap((guardrail, g) => [
          [`${guardrail} fired`, guardrails[g].fired[i], Number(their.guardrails[g].fired)] as const,
          [
            `band after ${guardrail}`,
            guardrails[g].bandAfter[i],
            BANDS.indexOf(their.guardrails[g].bandAfter),
          ] as const,
        ]),
      ];
      return pairs
        .filter(([, ours, theirs]) => differ(ours, theirs, 1e-6))
        .map(([what, ours, theirs]) => ({ ticker, what, ours, theirs }));
    });
    expect(differences).toEqual([]);
  },
);
