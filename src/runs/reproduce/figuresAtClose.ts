import type { KnownFacts } from '../../market/crossSection.js';
import { inverse, multiplier } from '../../market/exact.js';
import { metricsAt } from '../../market/fundamentals.js';
import { shareFactor } from '../../market/valuation/shareFactor.js';
import { yieldsAt } from '../../market/valuation/yieldsAsOf.js';
import { readsYields, type Method } from '../../scoring/method.js';
import { FUNDAMENTALS, type Day, type Ticker } from '../../scoring/names.js';
import type { FiguresAtClose } from '../../validation/attribution/withInputs.js';

/**
 * Returns the figures of a stock on a day, with the close of a former one.
 *
 * Figures per share that are adjusted up to the day are held against the close adjusted up to the day, so that a split in
 * between is no change of facts.
 *
 * @param close in ₹, adjusted up to the former day
 */
export function figuresAtClose(
  known: KnownFacts,
  method: Method,
  ticker: Ticker,
  { day, former }: { readonly day: Day; readonly former: Day },
): (close: number) => FiguresAtClose {
  const { actions, pricesAdjusted } = known.market;
  const derived = known.derivedBy(method.parameters);
  const fundamentals = derived.fundamentals(ticker).on(day);
  const isAdjusted = method.parameters.derivations?.adjusted_eps ?? false;
  const factor = pricesAdjusted || former > day ? null : shareFactor(actions.get(ticker) ?? [], former, day);
  return (close) => {
    const adjusted = factor === null ? close : multiplier(inverse(factor))(close);
    const metrics = fundamentals === null ? null : metricsAt(fundamentals, isAdjusted ? adjusted : close);
    const named = FUNDAMENTALS.map((name, k) => [name, metrics?.[k] ?? NaN] as const);
    return {
      close: adjusted,
      fundamentals: Object.fromEntries(named) as FiguresAtClose['fundamentals'],
      yields: readsYields(method.parameters) ? yieldsOf(adjusted) : null,
    };
  };

  function yieldsOf(close: number): FiguresAtClose['yields'] {
    const { earningsYield, bookYield, assetGrowth } = yieldsAt(derived.yields(ticker).on(day), close);
    return { earnings_yield: earningsYield, book_yield: bookYield, asset_growth: assetGrowth };
  }
}
