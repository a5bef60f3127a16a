import type { CleanSection } from './hygiene.js';
import type { Method } from './method.js';
import { HORIZONS, type Horizon, type MarketReturn } from './names.js';

/** The returns that a stock's return is compared with, as fractions; NaN where no stock of the group has one. */
export interface ReferenceReturns {
  /** Where the market's returns are taken from. */
  readonly marketReturn: MarketReturn;
  readonly market: Readonly<Record<Horizon, number>>;
  /** By sector group: the equally weighted mean of its stocks' winsorised returns. */
  readonly sector: Readonly<Record<Horizon, Float64Array>>;
}

/**
 * Computes the returns of the market and of each sector group (method §5, R). The market's return is that of the index
 * where it is known over all three horizons, and else the equally weighted mean of the universe over all three, so that
 * no two horizons are compared with different markets.
 */
export function referenceReturns(clean: CleanSection, method: Method): ReferenceReturns {
  const { indexReturn } = clean.section;
  const byIndex =
    method.parameters.market_return.index !== null &&
    HORIZONS.every((horizon) => indexReturn[horizon] === indexReturn[horizon]);
  const perHorizon = <Result>(of: (horizon: Horizon) => Result) =>
    Object.fromEntries(HORIZONS.map((horizon) => [horizon, of(horizon)])) as Record<Horizon, Result>;
  return {
    marketReturn: byIndex ? 'INDEX' : 'UNIVERSE',
    market: byIndex ? indexReturn : perHorizon((horizon) => observedMean(clean.returns[horizon].value)),
    sector: perHorizon((horizon) => sectorMeans(clean.returns[horizon].value, clean)),
  };
}

/** Computes the mean of the observed values in each sector group; NaN where it has none. */
export function sectorMeans(values: Float64Array, { sectors }: CleanSection): Float64Array {
  const means = new Float64Array(sectors.count);
  for (let g = 0; g < sectors.count; g++) {
    means[g] = observedMean(values, sectors.members.subarray(sectors.start[g], sectors.start[g + 1]));
  }
  return means;
}

function observedMean(values: Float64Array, members?: Int32Array): number {
  const size = members?.length ?? values.length;
  let sum = 0;
  let count = 0;
  for (let k = 0; k < size; k++) {
    const value = values[members === undefined ? k : members[k]];
    if (value !== value) continue;
    sum += value;
    count++;
  }
  return count > 0 ? sum / count : NaN;
}
