import type { SampleCompany } from './companies.js';
import { todaysShares } from './todaysShares.js';

/** The closes of a path. */
interface Closes {
  readonly close: Float64Array;
}

/** The issue price of rights, as a part of the price after them. */
const ISSUE = 0.7;

/** Returns what a session's prices were, as traded, over those of its path: the inverse of what adjustment does. */
export function priceScale(company: SampleCompany, path: Closes, ago: number): number {
  let scale = todaysShares(company, ago);
  for (const action of company.story.actions ?? []) {
    if (ago <= action.ago) continue;
    if (action.kind === 'SPECIAL_DIVIDEND') scale /= action.factor;
    if (action.kind === 'RIGHTS') {
      const after = closeBefore(path, action.ago);
      const { newShares, oldShares } = action;
      // All shares are worth what those held were at the close, and what was paid for the others.
      const held = (newShares * after - (newShares - oldShares) * issuePrice(path, action.ago)) / oldShares;
      scale *= held / after;
    }
  }
  return scale;
}

/** Returns the price of an issue in whole rupees. Its company has no later action, so that the path has its shares. */
export function issuePrice(path: Closes, ago: number): number {
  return Math.round(ISSUE * closeBefore(path, ago));
}

const closeBefore = ({ close }: Closes, ago: number): number => close[close.length - 2 - ago];
