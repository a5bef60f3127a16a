import type { Band, Guardrail, IsoDate, Mode, PenaltyKind } from '../../scoring/names.js';
import type {
  BenchmarkName,
  Evidence,
  ForwardHorizon,
  ScoreFigure,
  ValidationUniverse,
  ValidationWindow,
} from './names.js';

/** A mean and its interval of 95 %; null where there is too little to say. */
export interface Estimate {
  readonly mean: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The sessions that a validation covers. */
export interface WindowSpan {
  readonly window: ValidationWindow;
  /** The calendar year of YEAR; null for the others. */
  readonly year: number | null;
  /** Both included. They need not be sessions. */
  readonly from: IsoDate;
  readonly to: IsoDate;
}

export interface YearIc {
  readonly year: number;
  readonly ic: number | null;
  /** Sessions that have an IC. */
  readonly sessions: number;
}

/** How the order of a figure agrees with that of the returns that followed. */
export interface InformationCoefficient {
  readonly figure: ScoreFigure;
  /** Sessions that have an IC. */
  readonly sessions: number;
  readonly ic: Estimate;
  readonly sd: number | null;
  readonly neweyWestT: number | null;
  readonly separateMean: number | null;
  readonly separateT: number | null;
  readonly separateN: number;
  readonly positiveShare: number | null;
  /** The IC within sector groups; SECTOR_MOMENTUM has none. */
  readonly neutral: Estimate;
  readonly neutralT: number | null;
  readonly byYear: readonly YearIc[];
}

export interface SectorIc {
  readonly sector: string;
  readonly ic: number | null;
  readonly neweyWestT: number | null;
  readonly sessions: number;
}

export interface Decile {
  /** 0 for the lowest scores, to 9. */
  readonly decile: number;
  readonly excess: number | null;
}

export interface Deciles {
  readonly figure: ScoreFigure;
  readonly deciles: readonly Decile[];
  /** Decile 9 minus decile 0. */
  readonly spread: Estimate;
  readonly spreadT: number | null;
  /** Spearman's correlation of decile and mean excess. */
  readonly monotonic: number | null;
  /** How often a decile's mean lies below that of the one before. */
  readonly falls: number;
  /** Sessions with at least 20 stocks that have both. */
  readonly sessions: number;
}

export interface BandOutcome {
  readonly band: Band;
  /** Stock-sessions with an excess return. */
  readonly n: number;
  readonly excess: Estimate;
  readonly hitRate: number | null;
  readonly overIndex: Estimate;
  readonly overIndexN: number;
  readonly overIndexHitRate: number | null;
  /** Of all scored stock-sessions; null where there are none. */
  readonly share: number | null;
}

export interface BandTransition {
  readonly from: Band;
  readonly to: Band;
  /** Sessions later. */
  readonly after: number;
  /** Of the stock-sessions in `from` that are scored so many sessions later. */
  readonly share: number;
}

export interface BandSpells {
  readonly band: Band;
  readonly n: number;
  /** In sessions. */
  readonly mean: number | null;
  readonly median: number | null;
}

export interface Autocorrelation {
  readonly figure: ScoreFigure;
  /** How many sessions lie between. */
  readonly sessions: number;
  readonly value: number | null;
}

/** What followed where a rule fired, against where it did not. */
export interface RuleOutcome {
  readonly guardrail: Guardrail | null;
  readonly penalty: PenaltyKind | null;
  /** True for the outcome that compares BUYs which any guardrail lowered below BUY with those that stayed. */
  readonly cappedBuys: boolean;
  /** n of n + nOther; 0 where both are 0. */
  readonly share: number;
  readonly n: number;
  readonly nOther: number;
  readonly difference: Estimate;
  /** Bands that the guardrail moved, minus those it kept. Nulls for penalties and capped BUYs. */
  readonly movedVsKept: Estimate;
}

export interface BenchmarkIc {
  readonly name: BenchmarkName;
  readonly ic: Estimate;
  /** The benchmark's IC minus that of VALUE, of the same stocks and sessions. */
  readonly difference: Estimate;
}

/** All figures of one method, mode, horizon, universe and window. Returns are fractions. */
export interface ValidationFigures extends WindowSpan {
  readonly methodName: string;
  readonly mode: Mode;
  readonly horizon: ForwardHorizon;
  readonly universe: ValidationUniverse;
  /** Sessions of the window whose forward return ends by the last session. */
  readonly sessions: number;
  /** Members of the universe without a score, a session; null without sessions. */
  readonly notScored: number | null;
  readonly ics: readonly InformationCoefficient[];
  /** One for each figure. */
  readonly deciles: readonly Deciles[];
  readonly bands: readonly BandOutcome[];
  readonly buyMinusAvoid: Estimate;
  readonly transitions: readonly BandTransition[];
  /** Changes of band a stock in 248 sessions. */
  readonly flipsPerYear: number | null;
  readonly spells: readonly BandSpells[];
  readonly autocorrelation: readonly Autocorrelation[];
  readonly rules: readonly RuleOutcome[];
  readonly benchmarks: readonly BenchmarkIc[];
  readonly sectors: readonly SectorIc[];
}

export interface Verdict {
  readonly evidence: Evidence;
  readonly sentence: string;
}
