import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import type { ScoreFigure } from './names.js';

/**
 * Prices of a whole market. The value of a security on a session stands at `security × sessions + session`; NaN is
 * "no bar". 1,700 sessions of 1,100 securities take 15 MB a column.
 */
export interface MarketPanel {
  /** The sessions with quorum, ascending. */
  readonly days: readonly IsoDate[];
  /** All securities that have a bar, ascending by code units. Securities that are gone are among them. */
  readonly tickers: readonly Ticker[];
  /** Closes in rupees, adjusted for all actions up to the last session, above 0. */
  readonly closes: Float64Array;
  /** Traded value in rupees as traded: the bar's value, or else close × volume. */
  readonly tradedValues: Float64Array;
  /** Closes of NIFTY 50, one for each session; NaN where it has none. They are never filled. */
  readonly indexCloses: Float64Array;
}

/** The parts of a point that figures are counted in: every score has at most five decimals. */
export const POINT_PARTS = 100_000;

/** The letters of `band_trace`, and how many stand in it: before the guardrails, and after each of the six. */
export const TRACE_LENGTH = 7;

/**
 * All scores of one method and mode, a row for each stock and session, ascending by session and then by security.
 * A row takes 52 bytes: 1,700 sessions of 800 stocks take 71 MB.
 */
export interface ScorePanel {
  readonly methodName: string;
  readonly mode: Mode;
  /** Keys of the sector groups. */
  readonly sectors: readonly string[];
  /** The rows of session i are those from `firstOf[i]` to below `firstOf[i + 1]`; one element more than sessions. */
  readonly firstOf: Int32Array;
  /** Index into the tickers of the market. */
  readonly security: Int32Array;
  /** Index into `sectors`. */
  readonly sector: Int16Array;
  /** Whole numbers of 1/POINT_PARTS of a point. */
  readonly figures: Readonly<Record<ScoreFigure, Int32Array>>;
  /** Bit k: the k-th of GUARDRAILS fired. */
  readonly fired: Uint8Array;
  /** Bit k: the k-th of PENALTIES took points off. */
  readonly penalised: Uint8Array;
  /** TRACE_LENGTH indices into BANDS for each row. The last one is the band of the score. */
  readonly bandTrace: Uint8Array;
}
