import type { Action, CompanyEvent } from '../facts.js';

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
  readonly demergedAgo?: number;
  readonly actions?: readonly StoryAction[];
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

export interface StoryAction extends Pick<Action, 'kind' | 'newShares' | 'oldShares'> {
  readonly ago: number;
}

export interface StoryEvent extends Pick<CompanyEvent, 'kind' | 'detail'> {
  /** Negative: ahead. */
  readonly daysAgo: number;
}
