/** All figures of a window against definitions followed word by word, on small markets that have everything that is hard. */
import { describe, expect, test } from '@jest/globals';
import { BANDS, GUARDRAILS, PENALTIES } from '../../../src/scoring/names.js';
import {
  MOST_TRADED,
  SCORE_FIGURES,
  type ValidationUniverse,
} from '../../../src/validation/figures/names.js';
import { validateScores } from '../../../src/validation/figures/validateScores.js';
import type { ValidationFigures } from '../../../src/validation/figures/validationFigures.js';
import {
  mostTraded,
  naiveIc,
  naiveMean,
  naiveReturn,
  naiveSpells,
  pairsOn,
  stocksOn,
  type NaiveStock,
} from '../../support/validation/naiveValidation.js';
import { randomPanels } from '../../support/validation/randomPanels.js';

const HORIZON = 5;
const SEEDS = Number(process.env['VALIDATION_SEEDS'] ?? 2);
/** The window's sessions, by their index. */
const [START, END] = [255, 275];

const near = (found: number | null | undefined, expected: number | null): void => {
  if (expected === null) expect(found).toBeNull();
  else expect(found).toBeCloseTo(expected, 10);
};

describe.each(Array.from({ length: SEEDS }, (_, k) => k + 1))('market %i', (seed) => {
  const { market, scores } = randomPanels(seed, {
    sessions: 290,
    securities: 60,
    scoredOfTen: 8,
    sectors: 6,
  });
  const universes: readonly ValidationUniverse[] = ['ALL_SCORED', 'MOST_TRADED_300'];
  const { validations } = validateScores(market, scores, {
    spans: [{ window: 'CUSTOM', year: null, from: market.days[START], to: market.days[END - 1] }],
    universes,
    horizons: [HORIZON],
    intervals: false,
    warm: null,
    validatedFrom: null,
  });

  test.each(universes)('%s', (universe) => {
    const found = validations.find((one) => one.universe === universe);
    if (found === undefined) throw new Error('Expected a validation, got none.');
    expect(found.sessions).toBe(END - START);
    const most = MOST_TRADED[universe];
    const sessions = Array.from({ length: END - START }, (_, k) => stocksOn(market, scores, START + k, most));
    const members = sessions.map((stocks, k) =>
      most === null ? stocks.length : Math.min(most, mostTraded(market, START + k).length),
    );
    near(found.notScored, naiveMean(sessions.map((stocks, k) => members[k] - stocks.length)));
    checkOrder(found, sessions);
    checkPools(found, sessions);
    checkStability(found, sessions);
  });

  function checkOrder(found: ValidationFigures, sessions: readonly NaiveStock[][]): void {
    const icsOf = (valueOf: (stock: NaiveStock) => number, isNeutral: boolean): number[] =>
      sessions.map((stocks, k) => {
        const { values, returns } = pairsOn(market, stocks, START + k, HORIZON, valueOf, isNeutral);
        return naiveIc(values, returns, 20);
      });
    SCORE_FIGURES.forEach((figure, at) => {
      const ics = icsOf((stock) => stock.figures[at], false);
      near(found.ics[at].ic.mean, naiveMean(ics));
      near(
        found.ics[at].positiveShare,
        naiveMean(ics.map((ic) => (Number.isNaN(ic) ? NaN : Number(ic > 0)))),
      );
      const neutral = naiveMean(icsOf((stock) => stock.figures[at], true));
      near(found.ics[at].neutral.mean, figure === 'SECTOR_MOMENTUM' ? null : neutral);
      checkDeciles(found, sessions, at);
    });
    scores.sectors.forEach((sector, at) => {
      const ics = sessions.map((stocks, k) => {
        const group = stocks.filter((stock) => stock.sector === at);
        const { values, returns } = pairsOn(
          market,
          group,
          START + k,
          HORIZON,
          (one) => one.figures[0],
          false,
        );
        return naiveIc(values, returns, 8);
      });
      near(found.sectors.find((one) => one.sector === sector)?.ic ?? null, naiveMean(ics));
    });
    const momentum = ({ security }: NaiveStock, session: number): number => {
      const closeAt = (at: number): number => {
        let last = at;
        while (last >= 0 && Number.isNaN(market.closes[security * market.days.length + last])) last--;
        return last < 0 ? NaN : market.closes[security * market.days.length + last];
      };
      return closeAt(session - 21) / closeAt(session - 252) - 1;
    };
    const both = sessions.map((stocks, k) => {
      const has = stocks.filter((stock) => !Number.isNaN(momentum(stock, START + k)));
      const icOf = (valueOf: (stock: NaiveStock) => number): number => {
        const { values, returns } = pairsOn(market, has, START + k, HORIZON, valueOf, false);
        return naiveIc(values, returns, 20);
      };
      return [icOf((stock) => momentum(stock, START + k)), icOf((stock) => stock.figures[0])];
    });
    near(found.benchmarks[0].ic.mean, naiveMean(both.map(([ic]) => ic)));
    near(found.benchmarks[0].difference.mean, naiveMean(both.map(([ic, ofScore]) => ic - ofScore)));
  }

  function checkDeciles(found: ValidationFigures, sessions: readonly NaiveStock[][], at: number): void {
    const means = sessions.map((stocks, k) => {
      const { values, returns } = pairsOn(
        market,
        stocks,
        START + k,
        HORIZON,
        (one) => one.figures[at],
        false,
      );
      const n = values.length;
      if (n < 20) return Array.from({ length: 10 }, () => NaN);
      const mean = naiveMean(returns) ?? NaN;
      const decileOf = values.map((value) => {
        const rank =
          values.filter((v) => v < value).length + (values.filter((v) => v === value).length + 1) / 2;
        return Math.floor((10 * (rank - 1)) / n);
      });
      return Array.from(
        { length: 10 },
        (_, decile) =>
          naiveMean(returns.filter((__, j) => decileOf[j] === decile).map((r) => r - mean)) ?? NaN,
      );
    });
    found.deciles[at].deciles.forEach(({ decile, excess }) => {
      near(excess, naiveMean(means.map((ofSession) => ofSession[decile])));
    });
    near(found.deciles[at].spread.mean, naiveMean(means.map((ofSession) => ofSession[9] - ofSession[0])));
  }

  function checkPools(found: ValidationFigures, sessions: readonly NaiveStock[][]): void {
    const outcomes = sessions.flatMap((stocks, k) => {
      const returns = stocks.map(({ security }) => naiveReturn(market, security, START + k, HORIZON));
      const mean = naiveMean(returns) ?? NaN;
      const index = market.indexCloses[START + k + 1 + HORIZON] / market.indexCloses[START + k + 1] - 1;
      return stocks.map((stock, j) => ({ stock, excess: returns[j] - mean, overIndex: returns[j] - index }));
    });
    const known = outcomes.filter(({ excess }) => !Number.isNaN(excess));
    const meanWhere = (condition: (stock: NaiveStock) => boolean): number | null =>
      naiveMean(known.filter(({ stock }) => condition(stock)).map(({ excess }) => excess));
    const minus = (a: number | null, b: number | null): number | null =>
      a === null || b === null ? null : a - b;
    const contrast = (condition: (stock: NaiveStock) => boolean): number | null =>
      minus(
        meanWhere(condition),
        meanWhere((stock) => !condition(stock)),
      );
    BANDS.forEach((_, band) => {
      const outcome = found.bands[band];
      const inBand = known.filter(({ stock }) => stock.bands[6] === band);
      expect(outcome.n).toBe(inBand.length);
      near(outcome.excess.mean, naiveMean(inBand.map(({ excess }) => excess)));
      near(outcome.hitRate, naiveMean(inBand.map(({ excess }) => Number(excess > 0))));
      near(outcome.overIndex.mean, naiveMean(inBand.map(({ overIndex }) => overIndex)));
      near(outcome.share, outcomes.filter(({ stock }) => stock.bands[6] === band).length / outcomes.length);
    });
    near(
      found.buyMinusAvoid.mean,
      minus(
        meanWhere(({ bands }) => bands[6] >= 2),
        meanWhere(({ bands }) => bands[6] === 0),
      ),
    );
    GUARDRAILS.forEach((guardrail, bit) => {
      const rule = found.rules.find((one) => one.guardrail === guardrail);
      near(
        rule?.difference.mean,
        contrast(({ fired }) => (fired & (1 << bit)) !== 0),
      );
      near(
        rule?.movedVsKept.mean,
        contrast(({ bands }) => bands[bit] !== bands[bit + 1]),
      );
    });
    PENALTIES.forEach((penalty, bit) => {
      const rule = found.rules.find((one) => one.penalty === penalty);
      near(
        rule?.difference.mean,
        contrast(({ penalised }) => (penalised & (1 << bit)) !== 0),
      );
    });
    const capped = found.rules.find(({ cappedBuys }) => cappedBuys);
    const cappedMean = meanWhere(({ bands }) => bands[0] >= 2 && bands[6] < 2);
    near(
      capped?.difference.mean,
      minus(
        cappedMean,
        meanWhere(({ bands }) => bands[0] >= 2 && bands[6] >= 2),
      ),
    );
  }

  function checkStability(found: ValidationFigures, sessions: readonly NaiveStock[][]): void {
    const pairsAfter = (lag: number): [NaiveStock, NaiveStock][][] =>
      sessions.slice(lag).map((stocks, k) =>
        stocks.flatMap((now): [NaiveStock, NaiveStock][] => {
          const before = sessions[k].find(({ security }) => security === now.security);
          return before === undefined ? [] : [[before, now]];
        }),
      );
    for (const { figure, sessions: lag, value } of found.autocorrelation) {
      const at = SCORE_FIGURES.indexOf(figure);
      const ics = pairsAfter(lag).map((pairs) =>
        naiveIc(
          pairs.map(([before]) => before.figures[at]),
          pairs.map(([, now]) => now.figures[at]),
          20,
        ),
      );
      near(value, naiveMean(ics));
    }
    for (const { from, to, after, share } of found.transitions) {
      const pairs = pairsAfter(after)
        .flat()
        .filter(([before]) => before.bands[6] === BANDS.indexOf(from));
      near(share, pairs.filter(([, now]) => now.bands[6] === BANDS.indexOf(to)).length / pairs.length);
    }
    const pairs = pairsAfter(1).flat();
    const flips = pairs.filter(([before, now]) => before.bands[6] !== now.bands[6]).length;
    near(found.flipsPerYear, (flips / pairs.length) * 248);
    naiveSpells(sessions).forEach((lengths, band) => {
      expect(found.spells[band].n).toBe(lengths.length);
      near(found.spells[band].mean, naiveMean(lengths));
    });
  }
});

test('two runs give the same bytes', () => {
  const run = (): string => {
    const { market, scores } = randomPanels(9, { sessions: 120, securities: 40, scoredOfTen: 8, sectors: 4 });
    return JSON.stringify(
      validateScores(market, scores, {
        spans: [{ window: 'ALL', year: null, from: market.days[0], to: market.days[119] }],
        universes: ['ALL_SCORED', 'MOST_TRADED_500'],
        horizons: [5, 20],
        intervals: true,
        warm: market.days[70],
        validatedFrom: null,
      }),
    );
  };
  expect(run()).toBe(run());
});
