import type { Day, OwnershipName } from '../scoring/names.js';
import { quarterOf } from './day.js';
import type { Shareholding, Source } from './facts.js';
import { MAX_AGE_DAYS } from './fundamentals.js';

/** What was known of a company's shareholding on a day. In the values, NaN is null. */
export interface KnownShareholding {
  readonly quarterEnd: Day;
  readonly publishedOn: Day;
  readonly source: Source;
  readonly values: Readonly<Record<OwnershipName, number>>;
  /** The end of the former quarter that the pledge is carried from; null where it is of this one, or not known. */
  readonly pledgeCarriedFrom: Day | null;
  /** The row as it was reported. */
  readonly reported: Shareholding;
}

/**
 * Returns the newest shareholding known on D, with its change over the quarter before; null if none is known, or the
 * newest is older than 550 days.
 *
 * @param carriedQuarters a pledge that the newest one does not have is taken from the newest of so many quarters before
 */
export function shareholdingAsOf(
  rows: readonly Shareholding[],
  asOf: Day,
  carriedQuarters = 0,
): KnownShareholding | null {
  const newest = newestOf(rows, (row) => row.publishedOn <= asOf);
  if (newest === null || asOf - newest.quarterEnd > MAX_AGE_DAYS) return null;
  const ofQuarter = (ago: number) =>
    newestOf(
      rows,
      (row) => row.publishedOn <= asOf && quarterOf(row.quarterEnd) === quarterOf(newest.quarterEnd) - ago,
    );
  const before = ofQuarter(1);
  let pledged: Shareholding = newest;
  for (let ago = 1; ago <= carriedQuarters && Number.isNaN(pledged.pledgedPct); ago++) {
    pledged = ofQuarter(ago) ?? pledged;
  }
  const institutions = newest.fiiPct + newest.diiPct;
  return {
    quarterEnd: newest.quarterEnd,
    publishedOn: newest.publishedOn,
    source: newest.source,
    values: {
      promoter_hold_pct: newest.promoterPct / 100,
      promoter_pledge_frac: pledged.pledgedPct / 100,
      fii_dii_delta_pp: before === null ? NaN : institutions - (before.fiiPct + before.diiPct),
    },
    pledgeCarriedFrom: pledged === newest || Number.isNaN(pledged.pledgedPct) ? null : pledged.quarterEnd,
    reported: newest,
  };
}

function newestOf(
  rows: readonly Shareholding[],
  counts: (row: Shareholding) => boolean,
): Shareholding | null {
  let newest: Shareholding | null = null;
  for (const row of rows) {
    if (!counts(row)) continue;
    const later =
      newest === null ||
      row.quarterEnd > newest.quarterEnd ||
      (row.quarterEnd === newest.quarterEnd && row.publishedOn > newest.publishedOn);
    if (later) newest = row;
  }
  return newest;
}
