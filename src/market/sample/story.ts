import type { CompanyEvent } from '../facts.js';

/** What is particular about a company. `ago` counts sessions before the last one, and `daysAgo` calendar days. */
export interface Story {
  /** A text for the README. */
  readonly why: string;
  /** Standard deviations above the group in everything that statements tell. */
  readonly quality?: number;
  /** Whether it climbs for three months and breaks out on the last session. */
  readonly breaksOut?: true;
  /** Whether it moves by 5 % a day in the last 30 sessions. */
  readonly isSpeculative?: true;
  /** The value traded a day, in ₹ crore. */
  readonly turnoverCr?: number;
  readonly firstBarAgo?: number;
  readonly lastBarAgo?: number;
  /** The first and the last session, counted before the last one. */
  readonly holeAgo?: readonly [number, number];
  readonly unchangedAgo?: readonly [number, number];
  readonly noVolumeAgo?: number;
  /** A session after the last bar whose bar is a copy of that one. */
  readonly copiedAgo?: number;
  /** A session whose high is far too high. */
  readonly mistypedAgo?: number;
  readonly demergedAgo?: number;
  /** The session from which on it is traded in the series BE. */
  readonly tradeToTradeAgo?: number;
  readonly actions?: readonly StoryAction[];
  /** A split that actions.csv does not tell of. Statements do. */
  readonly unlistedSplit?: ShareAction;
  /** A former symbol, and its last session. */
  readonly former?: { readonly symbol: string; readonly untilAgo: number };
  /** What it did up to the session before one, as in config/sectors.yaml. */
  readonly formerIndustry?: { readonly industry: string; readonly changedAgo: number };
  /**
   * NEW: three years and six quarters of statements. STALE: none for two years. SECONDARY: from a source without
   * publication dates. SUMMARY: no statements, but rows of fundamentals.csv. NONE: neither.
   */
  readonly reporting?: 'NEW' | 'STALE' | 'SECONDARY' | 'SUMMARY' | 'NONE';
  readonly quotesPe?: true;
  readonly makesLosses?: true;
  readonly pledgedPct?: number;
  readonly hasNoPromoter?: true;
  readonly hidesInstitutions?: true;
  readonly events?: readonly StoryEvent[];
}

interface Shares {
  readonly ago: number;
  /** Shares held after it : before it. */
  readonly newShares: number;
  readonly oldShares: number;
}

export interface ShareAction extends Shares {
  readonly kind: 'SPLIT' | 'BONUS' | 'CONSOLIDATION';
}

export type StoryAction =
  | ShareAction
  | (Shares & { readonly kind: 'RIGHTS' })
  /** Its factor is not given, so that the import takes it from the open. */
  | { readonly kind: 'DEMERGER'; readonly ago: number }
  | { readonly kind: 'SPECIAL_DIVIDEND'; readonly ago: number; readonly factor: number };

export interface StoryEvent extends Pick<CompanyEvent, 'kind' | 'detail'> {
  /** Negative: ahead. */
  readonly daysAgo: number;
}
