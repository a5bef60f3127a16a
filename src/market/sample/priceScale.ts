import type { SampleCompany } from './companies.js';
import { rightsPrices } from './rightsPrices.js';
import { todaysShares } from './todaysShares.js';

/** Returns what a session's prices were, as traded, over those of its path: the inverse of what adjustment does. */
export function priceScale(
  company: SampleCompany,
  path: { readonly close: Float64Array },
  ago: number,
): number {
  let scale = todaysShares(company, ago);
  for (const action of company.story.actions ?? []) {
    if (ago <= action.ago) continue;
    if (action.kind === 'SPECIAL_DIVIDEND') scale /= action.factor;
    if (action.kind === 'RIGHTS') {
      const { after, issued } = rightsPrices(path, action.ago);
      const { newShares, oldShares } = action;
      // All shares are worth what those held were at the close, and what was paid for the others.
      const held = (newShares * after - (newShares - oldShares) * issued) / oldShares;
      scale *= held / after;
    }
  }
  return scale;
}
