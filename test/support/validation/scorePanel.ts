import type { Mode } from '../../../src/scoring/names.js';
import { SCORE_FIGURES, type ScoreFigure } from '../../../src/validation/figures/names.js';
import {
  POINT_PARTS,
  TRACE_LENGTH,
  type MarketPanel,
  type ScorePanel,
} from '../../../src/validation/figures/panel.js';

/** A score as tests write it. */
export interface ScoreRow {
  readonly ticker: string;
  readonly sector: string;
  /** In the order of SCORE_FIGURES, in points. */
  readonly figures: readonly number[];
  readonly fired: number;
  readonly penalised: number;
  /** Seven indices into BANDS. */
  readonly bandTrace: readonly number[];
}

/**
 * Makes a panel of scores.
 *
 * @param rows of each session, in any order
 */
export function scorePanel(
  market: MarketPanel,
  mode: Mode,
  rows: readonly (readonly ScoreRow[])[],
): ScorePanel {
  const securityOf = new Map<string, number>(market.tickers.map((ticker, k) => [ticker, k]));
  const sectors = [...new Set(rows.flat().map(({ sector }) => sector))].sort();
  const ordered = rows.map((ofSession) =>
    ofSession
      .map((row) => ({ row, security: securityOf.get(row.ticker) ?? -1 }))
      .sort((a, b) => a.security - b.security),
  );
  const all = ordered.flat();
  const firstOf = Int32Array.from({ length: rows.length + 1 }, () => 0);
  ordered.forEach((ofSession, k) => (firstOf[k + 1] = firstOf[k] + ofSession.length));
  return {
    methodName: 'greyoak-1.1',
    mode,
    sectors,
    firstOf,
    security: Int32Array.from(all, ({ security }) => security),
    sector: Int16Array.from(all, ({ row }) => sectors.indexOf(row.sector)),
    figures: Object.fromEntries(
      SCORE_FIGURES.map((figure, at) => [
        figure,
        Int32Array.from(all, ({ row }) => Math.round(row.figures[at] * POINT_PARTS)),
      ]),
    ) as Record<ScoreFigure, Int32Array>,
    fired: Uint8Array.from(all, ({ row }) => row.fired),
    penalised: Uint8Array.from(all, ({ row }) => row.penalised),
    bandTrace: Uint8Array.from({ length: all.length * TRACE_LENGTH }, (_, k) => {
      const { row } = all[Math.floor(k / TRACE_LENGTH)];
      return row.bandTrace[k % TRACE_LENGTH];
    }),
  };
}
