import type { ForwardHorizon } from './names.js';

/** Groups of securities by what became of them, or by their place among the most traded of a session. */
export const SURVIVORSHIP_GROUPS = [
  'SCORED',
  'UNSCORED',
  'MOST_TRADED_1_100',
  'MOST_TRADED_101_300',
  'MOST_TRADED_301_500',
  'OTHER',
] as const;
export type SurvivorshipGroup = (typeof SURVIVORSHIP_GROUPS)[number];

/** A security is gone that has no bar on so many last sessions. Then it is not scored any more, either. */
export const GONE_AFTER = 10;

/** The mean excess over NIFTY 50 of a group in a calendar year of D. */
export interface SurvivorshipYear {
  readonly year: number;
  readonly group: SurvivorshipGroup;
  readonly horizon: ForwardHorizon;
  /** Stock-sessions on which both returns exist. */
  readonly n: number;
  readonly excess: number | null;
}

/** What the choice of stocks that are scored, and those that are gone, may do to the figures. */
export interface Survivorship {
  readonly years: readonly SurvivorshipYear[];
  /** Securities that have a bar. */
  readonly securities: number;
  /** Securities without a bar on any of the last GONE_AFTER sessions. */
  readonly gone: number;
  /** Those of them that ever had a score. */
  readonly goneScored: number;
}
