import { expect, test } from '@jest/globals';
import type { IsoDate } from '../../../src/scoring/names.js';
import { lowVolatility } from '../../../src/validation/figures/lowVolatility.js';
import {
  forwardReturn,
  indexReturn,
  marketMeasures,
} from '../../../src/validation/figures/marketMeasures.js';
import { rollingMedian } from '../../../src/validation/figures/rollingMedian.js';
import { sessionsOfSpan } from '../../../src/validation/figures/sessionsOfSpan.js';
import { spansOf } from '../../../src/validation/figures/spansOf.js';
import { tradedPlaces } from '../../../src/validation/figures/tradedPlaces.js';
import { validateScores } from '../../../src/validation/figures/validateScores.js';
import { iso } from '../../support/market/folder.js';
import { randomPanels } from '../../support/validation/randomPanels.js';
import { Random } from '../../support/synthetic/random.js';

const { market, scores } = randomPanels(4, { sessions: 260, securities: 30, scoredOfTen: 8, sectors: 3 });

test('forward return: from the next close to the last one, none without a bar on the next session', () => {
  const closes = Float64Array.of(100, 110, NaN, 121, NaN, NaN, 133.1, NaN, NaN);
  const one = marketMeasures({
    ...{ days: market.days.slice(0, 9), tickers: market.tickers.slice(0, 1), closes },
    ...{ tradedValues: closes, indexCloses: Float64Array.of(1, 2, 3, NaN, 5, 6, 7, 8, 9) },
  });
  // From session 1 to session 6.
  expect(forwardReturn(one, 0, 0, 5)).toBeCloseTo(0.21, 12);
  expect(forwardReturn(one, 0, 1, 5)).toBeNaN();
  // It keeps its last price.
  expect(forwardReturn(one, 0, 2, 5)).toBeCloseTo(0.1, 12);
  // Session 9 does not exist.
  expect(forwardReturn(one, 0, 3, 5)).toBeNaN();
  expect(indexReturn(one, 0, 5)).toBeCloseTo(7 / 2 - 1, 12);
  // The index is never filled.
  expect(indexReturn(one, 2, 5)).toBeNaN();
});

test('median of the last values, by sorting each time', () => {
  const random = new Random(5);
  const values = Float64Array.from({ length: 80 }, () => (random.chance(0.3) ? NaN : random.below(9)));
  const medians = new Float64Array(80);
  rollingMedian(values, 12, 6, medians);
  medians.forEach((median, session) => {
    const last = values.slice(Math.max(0, session - 11), session + 1).filter((value) => !Number.isNaN(value));
    last.sort();
    const n = last.length;
    expect(median).toBe(n < 6 ? NaN : (last[(n - 1) >> 1] + last[n >> 1]) / 2);
  });
});

test('places among the most traded: ties by ticker, and none for who has no median', () => {
  // Five securities on two sessions.
  const medians = Float64Array.of(1, 5, 2, NaN, 3, 9, 4, 5, 5, 5);
  const places = new Uint16Array(10);
  expect([tradedPlaces(medians, 2, 0, places), tradedPlaces(medians, 2, 1, places)]).toEqual([5, 4]);
  expect([...places]).toEqual([5, 2, 4, 0, 3, 1, 2, 3, 1, 4]);
});

test('low volatility: deviation ÷ 60, where a hole counts as two returns of 0', () => {
  const closes = new Float64Array(70).fill(100);
  closes[20] = NaN;
  closes.fill(110, 21, 50);
  closes.fill(110 * Math.E, 50);
  const found = new Float64Array(70);
  lowVolatility(closes, found);
  expect(found[59]).toBeNaN();
  // One return of 1 among 60: the mean of squares is 1/60.
  expect(found[60]).toBeCloseTo(-Math.sqrt(1 / 60 - 1 / 3600), 12);
});

test('windows: WARM begins on the Monday after most stocks have 200 bars, unless a day is given', () => {
  const spans = spansOf(market, null);
  expect(spans.map(({ window, year }) => year ?? window)).toEqual(['ALL', 'WARM', 'HOLD_OUT', 2019, 2020]);
  const warm = spans[1].from;
  expect(new Date(warm).getUTCDay()).toBe(1);
  // Session 200 at the earliest.
  expect(warm > market.days[199] && warm < market.days[225]).toBe(true);
  expect(spansOf(market, iso('2020-02-05'))[1].from).toBe('2020-02-05');
  expect(spansOf({ days: market.days.slice(0, 9), closes: market.closes.slice(0, 9) }, null)).toHaveLength(3);
  expect(spansOf({ days: [], closes: new Float64Array() }, null)).toEqual([]);
});

test('a window holds the days whose forward return ends by the last session', () => {
  const { days } = market;
  const span = (from: IsoDate, to: IsoDate) => sessionsOfSpan(days, { from, to }, 20);
  expect(span(days[0], days[259])).toEqual({ start: 0, end: 239 });
  // The forward return may end after the window.
  expect(span(days[10], days[12])).toEqual({ start: 10, end: 13 });
  expect(span(days[250], days[259])).toEqual({ start: 250, end: 250 });
  expect(span(iso('2030-01-01'), iso('2030-12-31'))).toEqual({ start: 260, end: 260 });
});

test('columns that do not fit together are refused', () => {
  const request = {
    ...{ spans: spansOf(market, null), universes: ['ALL_SCORED'] as const, horizons: [5] as const },
    ...{ intervals: false, warm: null, validatedFrom: null },
  };
  const run =
    (changed: object, changedScores: object = {}) =>
    () =>
      validateScores({ ...market, ...changed }, { ...scores, ...changedScores }, request);
  expect(run({ closes: market.closes.slice(1) })).toThrow(
    'Expected prices of 30 securities × 260 sessions, got columns of 7799, 7800 and 260.',
  );
  expect(run({}, { sector: scores.sector.slice(1) })).toThrow(
    /^Expected \d+ rows of scores in each column, got/,
  );
  expect(run({}, { firstOf: scores.firstOf.slice(1) })).toThrow(
    /^Expected the scores of 260 sessions to cover/,
  );
  expect(run({}, { security: scores.security.slice().reverse() })).toThrow(
    /^Expected ascending indices of 30 securities on 2019-10-01, got/,
  );
  expect(run({})().validations[0].sessions).toBe(254);
});

test('a market without sessions, and one without scores, have no figures', () => {
  const none = new Float64Array();
  const empty = { days: [], tickers: [], closes: none, tradedValues: none, indexCloses: none };
  const noScores = {
    ...scores,
    ...{ security: new Int32Array(), sector: new Int16Array(), fired: new Uint8Array() },
    ...{ penalised: new Uint8Array(), bandTrace: new Uint8Array() },
    figures: Object.fromEntries(
      Object.keys(scores.figures).map((figure) => [figure, new Int32Array()]),
    ) as never,
  };
  const request = {
    universes: ['ALL_SCORED'] as const,
    horizons: [5] as const,
    intervals: true,
    warm: null,
    validatedFrom: null,
  };
  const ofNothing = validateScores(
    empty,
    { ...noScores, firstOf: new Int32Array(1) },
    { ...request, spans: [] },
  );
  expect(ofNothing.validations).toEqual([]);
  expect(ofNothing.verdict?.evidence).toBe('NOT_YET');
  const spans = spansOf(market, null).slice(0, 1);
  const [found] = validateScores(
    market,
    { ...noScores, firstOf: new Int32Array(261) },
    { ...request, spans },
  ).validations;
  expect(found.ics[0]).toMatchObject({
    sessions: 0,
    ic: { mean: null, lower: null, upper: null },
    separateN: 0,
  });
  expect(found.bands[0]).toMatchObject({ n: 0, share: null, hitRate: null });
  expect(found.rules[0]).toMatchObject({ n: 0, nOther: 0, share: 0 });
  expect([found.flipsPerYear, found.transitions, found.sectors]).toEqual([null, [], []]);
});
