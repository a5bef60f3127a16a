import {
  COMMON_FEATURES,
  EARLIER_HORIZONS,
  FEATURES,
  YIELDS,
  type Band,
  type EarlierHorizon,
  type FeatureName,
  type FundamentalName,
  type Guardrail,
  type OwnershipName,
  type Horizon,
  type IsoDate,
  type Mode,
  type PillarName,
  type YieldName,
} from './names.js';

/**
 * The parameters of a method file, once it is validated. Keys are those of the file (docs/method.md). Keys that may be left
 * out came later: without them, a method scores as it did before, and has the hash that it had.
 */
export interface MethodParameters {
  readonly name: string;
  /** The first day of which results of validation count towards the method's verdict; left out: any day. */
  readonly validated_from?: IsoDate;
  readonly features: {
    /** Whether the last bar counts in its own resistance, so that a breakout never shows (true in 1.0). */
    readonly resistance_includes_last_bar: boolean;
  };
  readonly hygiene: {
    readonly winsorise: { readonly lower: number; readonly upper: number };
    /**
     * MULTIPLES, the default: `valuation` is EV/EBITDA, or else P/E. YIELDS: it is known where the yield of earnings or of
     * book value is, which F then scores in its place.
     */
    readonly valuation?: 'MULTIPLES' | 'YIELDS';
    readonly required: {
      readonly bars: readonly FeatureName[];
      readonly non_financial: readonly FundamentalComponent[];
      readonly banking: readonly FundamentalComponent[];
      readonly ownership: readonly OwnershipName[];
    };
  };
  readonly points: {
    /**
     * Whether a null scores 50 where its group has at most one value (true in 1.0), instead of being imputed or
     * skipped.
     */
    readonly lone_groups_score_nulls: boolean;
  };
  readonly banking_groups: readonly string[];
  readonly pillars: {
    /** NEUTRAL: a missing F or Q component scores 50 at full weight. SKIP: it is left out (1.0). */
    readonly missing_fundamentals: 'NEUTRAL' | 'SKIP';
    /** Score of a pillar without any component, 0 to 100. */
    readonly empty_score: number;
    readonly fundamentals: {
      readonly non_financial: Readonly<Partial<Record<FundamentalComponent, number>>>;
      readonly banking: Readonly<Partial<Record<FundamentalComponent, number>>>;
    };
    readonly technicals: {
      readonly weights: Readonly<Record<Exclude<TechnicalComponent, 'near_high'>, number>> & {
        readonly near_high?: number;
      };
      readonly rsi: { readonly oversold: number; readonly overbought: number };
      readonly breakout: { readonly atr_multiple: number; readonly close_fraction: number };
      readonly volume: { readonly low: number; readonly high: number };
    };
    readonly relative_strength: {
      /** A horizon that weighs nothing is none of R's. */
      readonly weights: Readonly<Record<Horizon, number> & Partial<Record<EarlierHorizon, number>>>;
      readonly against: { readonly sector: number; readonly market: number };
    };
    readonly ownership: {
      readonly weights: Readonly<Record<OwnershipComponent, number>>;
      /** SECTOR_POINTS: like every metric. SHARE_WORSE: by the share of the group that is strictly worse (1.0). */
      readonly scored_by: 'SECTOR_POINTS' | 'SHARE_WORSE';
      readonly pledge_curve: readonly { readonly fraction: number; readonly points: number }[];
    };
    readonly quality: Readonly<Partial<Record<QualityComponent, number>>>;
    readonly sector_momentum: { readonly weights: Readonly<Record<Horizon, number>> };
  };
  /** How metrics are derived from statements and shareholdings; left out: as greyoak-1.1 does. */
  readonly derivations?: Derivations;
  readonly market_return: {
    /** Name of the index whose return is the market's; null: always the mean of the universe (1.0). */
    readonly index: string | null;
  };
  /** By mode and sector group; `default` is for every group without a line of its own. */
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
      /** SECTOR_MEDIAN: the group's median sigma20. A table: constants by sector group (1.0). */
      readonly reference: 'SECTOR_MEDIAN' | Readonly<Record<string, number>>;
      /** Values of sigma20 that a group needs for its median to count. */
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
    /** Age at which the freshness of a dataset has fallen to 1/e: of prices in sessions, of the others in days. */
    readonly slo: { readonly prices: number; readonly fundamentals: number; readonly ownership: number };
    readonly secondary_penalty: number;
  };
  readonly guardrails: {
    /** Whether HIGH_RISK_CAP judges the penalty before or after (1.0) the sector group's cap. */
    readonly high_risk_judges: 'BEFORE_CAP' | 'AFTER_CAP';
    readonly sector_bear_points: number;
  };
  readonly thresholds: Readonly<Record<ThresholdSet, Thresholds>>;
  /** Bands that remember the band before; left out: the thresholds alone give the band. */
  readonly bands?: BandMemory;
}

/** How metrics are derived. Each key may be left out, and then nothing of the kind is done. */
export interface Derivations {
  /** A mean of three years takes only years that end at most so many days before the newest one. */
  readonly mean_span_days?: number;
  /**
   * Four quarterly earnings per share are summed only where the newest quarter ends at most so many days after the oldest,
   * and no year ends later than they do; else those of the newest year count.
   */
  readonly quarters_span_days?: number;
  /** Whether earnings per share are adjusted for splits, bonuses and consolidations, as closes are. */
  readonly adjusted_eps?: boolean;
  /** Whether figures of odd periods count: years of other than 12 months, quarters of other than 3. */
  readonly odd_periods?: boolean;
  /** Whether two years that end in one calendar month are one, of which the figure that was published later counts. */
  readonly years_by_month?: boolean;
  /** Whether a return on negative equity, and growth that ends in a loss, score 0 by a rule. */
  readonly zero_rules?: boolean;
  /** A pledge that the newest quarter does not have is carried from the newest of so many quarters before. */
  readonly pledge_carried_quarters?: number;
}

/** A band changes only where a score is beyond a threshold by a margin, so that it does not flip to and fro. */
export interface BandMemory {
  /** The margin, in points. */
  readonly hysteresis: number;
  /** How many sessions before D the band begins at. */
  readonly memory: number;
}

export type FundamentalComponent = Exclude<FundamentalName, 'pe' | 'ev_ebitda'> | 'valuation' | YieldName;
export type TechnicalComponent = 'above_200' | 'golden_cross' | 'rsi' | 'breakout' | 'volume' | 'near_high';
export type QualityComponent = 'roce_3y' | 'opm_stdev_12q' | 'asset_growth';
export type OwnershipComponent = 'promoter_hold' | 'pledge' | 'fii_dii_change';
/** The weight of each pillar in the composite, 0 to 1. */
export type PillarWeights = Readonly<Record<PillarName, number>>;
export type ThresholdSet = 'production' | 'test';

/** The bounds of bands, and the thresholds of guardrails (method §9). */
export interface Thresholds {
  /** Lower bounds, falling strictly from STRONG_BUY to HOLD. A score below HOLD is AVOID. */
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

/** Whether R weighs a horizon that leaves out the last month. */
export const readsEarlierHorizons = ({ pillars }: MethodParameters): boolean =>
  EARLIER_HORIZONS.some((horizon) => (pillars.relative_strength.weights[horizon] ?? 0) > 0);

/** Whether a yield or the growth of assets is scored. */
export function readsYields({ pillars, hygiene }: MethodParameters): boolean {
  const { fundamentals, quality } = pillars;
  const weighed = [fundamentals.non_financial, fundamentals.banking, quality];
  const required = [...hygiene.required.non_financial, ...hygiene.required.banking];
  return (
    hygiene.valuation === 'YIELDS' ||
    YIELDS.some(
      (name) =>
        required.includes(name) ||
        weighed.some((weights: Readonly<Partial<Record<string, number>>>) => (weights[name] ?? 0) > 0),
    )
  );
}

/** Returns the features that are inputs of a method: its scores depend on them, or have always been hashed with them. */
export function featuresReadBy(parameters: MethodParameters): readonly FeatureName[] {
  const { bars } = parameters.hygiene.required;
  const readsMore =
    readsEarlierHorizons(parameters) || EARLIER_HORIZONS.some((horizon) => bars.includes(horizon));
  return readsMore ? FEATURES : COMMON_FEATURES;
}

/** Returns the weights of the pillars for a sector group (method §6): those of `default` where the group has none. */
export function weightsOf(parameters: MethodParameters, mode: Mode, sector: string): PillarWeights {
  return ofSector(parameters.weights[mode], sector);
}

/** Returns the most points that the penalty can take off in a sector group (method §7). */
export function penaltyCapOf(parameters: MethodParameters, sector: string): number {
  return ofSector(parameters.penalties.caps, sector);
}

/** Returns a sector group's own line of a table, or the line `default`. */
export function ofSector<Value>(table: Readonly<Record<string, Value>>, sector: string): Value {
  return Object.hasOwn(table, sector) ? table[sector] : table['default'];
}
