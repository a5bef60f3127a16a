import { isoOf } from '../../../src/market/day.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { SCORE_FIGURES } from '../../../src/validation/figures/names.js';
import {
  POINT_PARTS,
  TRACE_LENGTH,
  type MarketPanel,
  type ScorePanel,
} from '../../../src/validation/figures/panel.js';
import { Random } from '../synthetic/random.js';
import { bitsOf } from './bitsOf.js';

export interface PanelSizes {
  readonly sessions: number;
  readonly securities: number;
  /** Of ten securities. */
  readonly scoredOfTen: number;
  readonly sectors: number;
}

/** 2019-10-01. */
const FIRST_DAY = 18_170;
/** Least scores of HOLD, BUY and STRONG_BUY. */
const BANDS_FROM = [45, 60, 75];

/**
 * Returns a market and its scores with all that makes figures hard: securities that come late, have holes or are gone,
 * returns and scores that tie, an index with holes, and sector groups of all sizes.
 */
export function randomPanels(seed: number, sizes: PanelSizes): { market: MarketPanel; scores: ScorePanel } {
  const random = new Random(seed);
  const market = randomMarket(random, sizes);
  return { market, scores: randomScores(random, market, sizes) };
}

function randomMarket(random: Random, { sessions, securities }: PanelSizes): MarketPanel {
  // Five sessions a week, so that years and Mondays are real ones.
  const days = Array.from({ length: sessions }, (_, k) =>
    isoOf(FIRST_DAY + 7 * Math.floor((k + 1) / 5) + ((k + 1) % 5) - 1),
  );
  const tickers = Array.from({ length: securities }, (_, k) => `S${String(k).padStart(5, '0')}.NS` as Ticker);
  const closes = new Float64Array(sessions * securities).fill(NaN);
  const tradedValues = closes.slice();
  for (let security = 0; security < securities; security++) {
    const from = random.chance(0.8) ? 0 : random.below(sessions);
    const to = random.chance(0.8) ? sessions : from + random.below(sessions);
    const size = Math.exp(random.normal() * 2 + 15);
    let close = random.between(10, 1000);
    for (let session = from; session < Math.min(to, sessions); session++) {
      // Steps of a percent make returns tie.
      close *= 1 + Math.round(random.normal() * 2) / 100;
      if (random.chance(0.02)) continue;
      closes[security * sessions + session] = close;
      tradedValues[security * sessions + session] = Math.round(size * Math.exp(random.normal()));
    }
  }
  let level = 10_000;
  const indexCloses = Float64Array.from(days, (_, session) => {
    level *= 1 + random.normal() / 100;
    return session > sessions * 0.95 || random.chance(0.01) ? NaN : level;
  });
  return { days, tickers, closes, tradedValues, indexCloses };
}

function randomScores(random: Random, market: MarketPanel, sizes: PanelSizes): ScorePanel {
  const { closes, days, tickers } = market;
  const sessions = days.length;
  const sectors = Array.from({ length: sizes.sectors }, (_, k) => `SECTOR_${k}`);
  // Small numbers are more frequent, so that some groups are small.
  const sectorOf = tickers.map(() => Math.floor(random.uniform() ** 2 * sizes.sectors));
  const levels = tickers.map(() => SCORE_FIGURES.map(() => random.between(20, 80)));
  const firstOf = new Int32Array(sessions + 1);
  const rows: { security: number[]; fired: number[]; penalised: number[]; trace: number[] } = {
    ...{ security: [], fired: [], penalised: [], trace: [] },
  };
  const figures = SCORE_FIGURES.map((): number[] => []);
  for (let session = 0; session < sessions; session++) {
    tickers.forEach((_, security) => {
      const since = closes.subarray(
        security * sessions + Math.max(0, session - 9),
        security * sessions + session + 1,
      );
      if (security % 10 >= sizes.scoredOfTen || since.every(Number.isNaN)) return;
      const level = levels[security];
      level.forEach((value, figure) => {
        level[figure] = Math.min(100, Math.max(0, value + random.normal() * 2));
        // Whole points make scores tie.
        figures[figure].push(Math.round(level[figure]) * POINT_PARTS);
      });
      const band = BANDS_FROM.filter((from) => level[0] >= from).length;
      const fired = Array.from({ length: TRACE_LENGTH - 1 }, () => random.chance(0.1));
      let after = band;
      rows.trace.push(band, ...fired.map((fires) => (after = fires ? Math.min(after, 1) : after)));
      rows.security.push(security);
      rows.fired.push(bitsOf(fired));
      rows.penalised.push(random.below(32));
    });
    firstOf[session + 1] = rows.security.length;
  }
  const [value, beforeGuardrails, weighted, f, t, r, o, q, s] = figures.map((column) =>
    Int32Array.from(column),
  );
  return {
    methodName: 'greyoak-1.1',
    mode: 'TRADER',
    sectors,
    firstOf,
    security: Int32Array.from(rows.security),
    sector: Int16Array.from(rows.security, (security) => sectorOf[security]),
    figures: {
      ...{ VALUE: value, BEFORE_GUARDRAILS: beforeGuardrails, WEIGHTED: weighted, FUNDAMENTALS: f },
      ...{ TECHNICALS: t, RELATIVE_STRENGTH: r, OWNERSHIP: o, QUALITY: q, SECTOR_MOMENTUM: s },
    },
    fired: Uint8Array.from(rows.fired),
    penalised: Uint8Array.from(rows.penalised),
    bandTrace: Uint8Array.from(rows.trace),
  };
}
