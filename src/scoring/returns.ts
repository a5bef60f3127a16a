import type { CleanSection } from './hygiene.js';
import type { Method, MethodParameters } from './method.js';
import { ALL_HORIZONS, EARLIER_HORIZONS, HORIZONS, type AnyHorizon, type MarketReturn } from './names.js';

/** The returns that a stock's return is compared with, as fractions; NaN where no stock of the group has one. */
export interface ReferenceReturns {
  /**
   * Where the market's returns over the horizons up to D are taken from. Where it is the index, it is so for the earlier
   * horizons, too, because these need no bar that the others do not.
   */
  readonly marketReturn: MarketReturn;
  /** Over the horizons of S and R. */
  readonly market: Readonly<Record<AnyHorizon, number>>;
  /** By sector group: the equally weighted mean of its stocks' winsorised returns. */
  readonly sector: Readonly<Record<AnyHorizon, Float64Array>>;
}

/** Returns the horizons of R: those that weigh something. */
export function horizonsOfStrength({ pillars }: MethodParameters): readonly AnyHorizon[] {
  return ALL_HORIZONS.filter((horizon) => (pillars.relative_strength.weights[horizon] ?? 0) > 0);
}

/**
 * Computes the returns of the market and of each sector group (method §5, R). The market's return is that of the index
 * where it is known over all three horizons, and else the equally weighted mean of the universe over all three, so that
 * no two horizons are compared with different markets. The same holds for the two horizons that leave out the last month.
 */
export function referenceReturns(clean: CleanSection, method: Method): ReferenceReturns {
  const { indexReturn, earlierIndexReturn } = clean.section;
  const known = (returns: Readonly<Record<string, number>> | undefined): boolean =>
    method.parameters.market_return.index !== null &&
    returns !== undefined &&
    Object.values(returns).every((value) => value === value);
  const meanOver = (horizon: AnyHorizon) => observedMean(clean.returns[horizon].value);
  const byIndex = known(indexReturn);
  return {
    marketReturn: byIndex ? 'INDEX' : 'UNIVERSE',
    market: {
      ...(byIndex ? indexReturn : perHorizon(HORIZONS, meanOver)),
      ...(earlierIndexReturn !== undefined && known(earlierIndexReturn)
        ? earlierIndexReturn
        : perHorizon(EARLIER_HORIZONS, meanOver)),
    },
    sector: perHorizon(ALL_HORIZONS, (horizon) => sectorMeans(clean.returns[horizon].value, clean)),
  };
}

const perHorizon = <Name extends AnyHorizon, Result>(names: readonly Name[], of: (horizon: Name) => Result) =>
  Object.fromEntries(names.map((horizon) => [horizon, of(horizon)])) as Record<Name, Result>;

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
