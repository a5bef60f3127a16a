import type { RiskLevel, RiskPartKind } from './names.js';

/** A curve through points, linear between them and flat beyond its ends; LOG10 curves are so over log10 of x. */
export interface RiskCurve {
  readonly scale: 'LINEAR' | 'LOG10';
  /** Ascending by `at`, in the part's unit; `value` is in points of risk, 0 to 100. */
  readonly knots: readonly { readonly at: number; readonly value: number }[];
}

/** The bars that count for a part. */
export interface RiskWindow {
  /** Bars that the window has. */
  readonly bars: number;
}

/** A window with the least number of observations. */
interface ObservedWindow extends RiskWindow {
  /** With fewer observations the part is MISSING. */
  readonly at_least: number;
}

/** Every number of the risk method (docs/risk.md). `config/risk.yaml` has them. */
export interface RiskParameters {
  readonly name: string;
  /** Two decimals at most; their sum is 1. */
  readonly weights: Readonly<Record<RiskPartKind, number>>;
  /** A window's bars lie not more than `factor` × bars + `sessions` sessions before the day. */
  readonly reach: { readonly factor: number; readonly sessions: number };
  readonly returns: {
    /** A return over more sessions is left out. */
    readonly max_sessions: number;
    /** A day beyond it without an action makes a part THIN; fraction. */
    readonly unexplained_above: number;
    /** Where a larger share of returns is 0, the price stands still; fraction. */
    readonly still_above: number;
  };
  readonly volatility: ObservedWindow & {
    readonly sessions_per_year: number;
    /** Of the interval; fraction. */
    readonly confidence: number;
    readonly curve: RiskCurve;
  };
  readonly drawdown: ObservedWindow & { readonly curve: RiskCurve };
  readonly liquidity: ObservedWindow & { readonly confidence: number; readonly curve: RiskCurve };
  readonly size: { readonly curve: RiskCurve };
  readonly market: ObservedWindow & {
    /** The market's index, by its name. */
    readonly index: string;
    /** Where the index's returns deviate no more, beta is not known. */
    readonly min_index_stdev: number;
    readonly confidence: number;
    readonly curve: RiskCurve;
  };
  readonly trend: RiskWindow & {
    /** dma200/close − 1 that counts 100 points. */
    readonly full_below_dma200: number;
  };
  /** What a missing part counts, in points. */
  readonly missing_value: number;
  /** The least judged risk of each level but the lowest. */
  readonly levels: Readonly<Record<Exclude<RiskLevel, 'LOW'>, number>>;
  /** Parts that count at least so much are factors. */
  readonly factor_from: number;
}

/** A risk method as it is used: its parameters with their name and hash. */
export interface RiskMethod {
  readonly name: string;
  /** SHA-256 of the canonical JSON of the parameters. */
  readonly hash: string;
  readonly parameters: RiskParameters;
}
