import { dayInIndia, isoOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';

/** @throws UserError for a day in the future */
export function requirePast(asOf: IsoDate | null): void {
  const today = isoOf(dayInIndia(new Date()));
  if (asOf === null || asOf <= today) return;
  throw new UserError(
    `Expected asOf up to today in India (${today}), got ${asOf}: leave it out for the newest session.`,
  );
}
