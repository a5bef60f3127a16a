import type {
  Band,
  FeatureName,
  FundamentalName,
  Guardrail,
  HoldingName,
  Horizon,
  Mode,
  PillarName,
} from './names.js';

/** What a method file holds, once it is validated. Keys are those of the file; see docs/method.md. */
export interface MethodParameters {
  readonly name: string;
  readonly features: {
    /** Whether the last bar counts in its own resistance, so that a breakout can never show (1.0). */
    readonly resistance_includes_last_bar: boolean;
  };
  readonly hygiene: {
    readonly winsorise: { readonly lower: number; readonly upper: number };
    readonly required: {
      readonly bars: readonly FeatureName[];
      readonly non_financial: readonly FundamentalComponent[];
      readonly banking: readonly FundamentalComponent[];
      readonly ownership: readonly HoldingName[];
    };
  };
  readonly points: {
    /** Whether a null scores 50 where its group has at most one value (1.0), else it is imputed or skipped. */
    readonly lone_groups_score_nulls: boolean;
  };
  readonly banking_groups: readonly string[];
  readonly pillars: {
    /** NEUTRAL: a missing F or Q component scores 50 at full weight. SKIP: it is left out (1.0). */
    readonly missing_fundamentals: 'NEUTRAL' | 'SKIP';
    /** What a pillar without a component scores. */
    readonly empty_score: number;
    readonly fundamentals: {
      readonly non_financial: Readonly<Partial<Record<FundamentalComponent, number>>>;
      readonly banking: Readonly<Partial<Record<FundamentalComponent, number>>>;
    };
    readonly technicals: {
      readonly weights: Readonly<Record<TechnicalComponent, number>>;
      readonly rsi: { readonly oversold: number; readonly overbought: number };
      readonly breakout: { readonly atr_multiple: number; readonly close_fraction: number };
      readonly volume: { readonly low: number; readonly high: number };
    };
    readonly relative_strength: {
      readonly weights: Readonly<Record<Horizon, number>>;
      readonly against: { readonly sector: number; readonly market: number };
    };
    readonly ownership: {
      readonly weights: Readonly<Record<OwnershipComponent, number>>;
      /** SECTOR_POINTS: as every metric. SHARE_WORSE: share of the group that is strictly worse (1.0). */
      readonly scored_by: 'SECTOR_POINTS' | 'SHARE_WORSE';
      readonly pledge_curve: readonly { readonly fraction: number; readonly points: number }[];
    };
    readonly quality: Readonly<Partial<Record<'roce_3y' | 'opm_stdev_12q', number>>>;
    readonly sector_momentum: { readonly weights: Readonly<Record<Horizon, number>> };
  };
  readonly market_return: {
    /** The index whose return is the market's; null: always the mean of the universe (1.0). */
    readonly index: string | null;
  };
  /** Per mode and sector group; `default` for every group without a line of its own. */
  readonly weights: Readonly<Record<Mode, Readonly<Record<string, PillarWeights>>>>;
  readonly penalties: {
    readonly caps: Readonly<Record<string, number>>;
    /** Descending bounds in ₹ crore; the last one is 0. */
    readonly liquidity: Readonly<
      Record<Mode, readonly { readonly at_least: number; readonly points: number }[]>
    >;
    /** Descending bounds of the pledged fraction. */
    readonly pledge: readonly { readonly above: number; readonly points: number }[];
    readonly volatility: {
      readonly multiple: number;
      readonly points: number;
      /** Of the sector group's median sigma20 at least this many values; null where constants stand (1.0). */
      readonly reference: 'SECTOR_MEDIAN' | Readonly<Record<string, number>>;
      readonly min_count: number;
    };
    readonly event_window: { readonly days: number; readonly points: number };
    readonly governance: {
      readonly days: number;
      readonly auditor_points: number;
      readonly board_points: number;
    };
  };
  readonly confidence: {
    readonly weights: { readonly coverage: number; readonly freshness: number; readonly source: number };
    /** Age at which a dataset's freshness has fallen to 1/e: prices in sessions, the others in days. */
    readonly slo: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
    readonly secondary_penalty: number;
  };
  readonly guardrails: {
    /** The sum of penalty parts that HIGH_RISK_CAP judges: before or after (1.0) the sector's cap. */
    readonly high_risk_judges: 'BEFORE_CAP' | 'AFTER_CAP';
    readonly sector_bear_points: number;
  };
  readonly thresholds: Readonly<Record<ThresholdSet, Thresholds>>;
}

export type FundamentalComponent = Exclude<FundamentalName, 'pe' | 'ev_ebitda'> | 'valuation';
export type TechnicalComponent = 'above_200' | 'golden_cross' | 'rsi' | 'breakout' | 'volume';
export type OwnershipComponent = 'promoter_hold' | 'pledge' | 'fii_dii_change';
export type PillarWeights = Readonly<Record<PillarName, number>>;
export type ThresholdSet = 'production' | 'test';

export interface Thresholds {
  /** Lower bounds, strictly falling from STRONG_BUY to HOLD; below HOLD is AVOID. */
  readonly bands: Readonly<Record<Exclude<Band, 'AVOID'>, number>>;
  readonly guardrails: Readonly<Record<Exclude<Guardrail, 'ILLIQUIDITY'>, number>>;
}

/** A method that is ready to score: validated parameters, one threshold set, and its identity. */
export interface Method {
  readonly name: string;
  /** SHA-256 of the canonical JSON of the parameters in force. */
  readonly hash: string;
  readonly parameters: MethodParameters;
  readonly thresholds: Thresholds;
}

/** Weights of the pillars for a sector group, `default` where it has no line. */
export function weightsOf(parameters: MethodParameters, mode: Mode, sector: string): PillarWeights {
  return ofSector(parameters.weights[mode], sector);
}

/** The most that penalties may take off in a sector group. */
export function penaltyCapOf(parameters: MethodParameters, sector: string): number {
  return ofSector(parameters.penalties.caps, sector);
}

/** A sector group's own line of a table, or the one for every other group. */
export function ofSector<Value>(table: Readonly<Record<string, Value>>, sector: string): Value {
  return Object.hasOwn(table, sector) ? table[sector] : table['default'];
}
