import type { RiskLevel, RiskPartKind, RiskStatus } from './names.js';

/** What was observed of one part: all that is stored of it. Null where it is missing, or the part has no interval. */
export interface RiskObservation {
  readonly raw: number | null;
  readonly rawLower: number | null;
  readonly rawUpper: number | null;
  readonly observations: number;
  readonly status: RiskStatus;
  readonly reason: string;
}

/** One part of a stock's risk. */
export interface RiskPart extends RiskObservation {
  readonly kind: RiskPartKind;
  /** 0 (safe) to 100 (risky), two decimals; null where MISSING. */
  readonly value: number | null;
  /** What counts towards the whole: the value, or that of a part which is not known. */
  readonly counted: number;
  readonly lower: number;
  readonly upper: number;
}

/** Why a stock is risky: a part that counts much. */
export interface RiskFactor {
  readonly kind: RiskPartKind;
  /** Weight × what counts, in points: exact, with up to four decimals. */
  readonly contribution: number;
  readonly sentence: string;
}

/** The risk of one stock on one day. */
export interface Assessment {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  readonly judged: number;
  readonly level: RiskLevel;
  /** Six, in the order of RISK_PARTS. */
  readonly parts: readonly RiskPart[];
  /** The largest contribution first, missing ones last. */
  readonly factors: readonly RiskFactor[];
}
