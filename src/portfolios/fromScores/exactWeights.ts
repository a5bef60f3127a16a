import { compare, type Ratio } from '../../market/exact.js';
import type { Candidate, FromScoresRule } from './candidate.js';
import { commonWholes } from './commonWholes.js';

/** A weight before it is rounded to steps. */
export interface ExactWeight extends Candidate {
  /** In units of WEIGHT. */
  readonly weight: Ratio;
}

export interface ExactWeights {
  readonly weights: readonly ExactWeight[];
  /** Their sum, in units of WEIGHT. */
  readonly total: bigint;
}

/** A stock with what it weighs before caps, as a whole number of a unit that all share. */
interface Raw {
  readonly candidate: Candidate;
  readonly raw: bigint;
}

/** A sum of weights as a function of f: full + slope × f, between two places where that changes. */
interface Line {
  readonly full: bigint;
  readonly slope: bigint;
}

const ZERO: Ratio = { over: 0n, under: 1n };

/**
 * Returns the weights min(maxWeight, f_s × raw), where f_s is one f for all sectors, except that a sector which would exceed
 * its cap has the f_s that fills it. f is the least for which the weights sum up to `invest`; where no f reaches that, all are
 * at their caps.
 *
 * @param stocks in the order in which they are returned
 */
export function exactWeights(stocks: readonly Candidate[], rule: FromScoresRule): ExactWeights {
  const raws = commonWholes(
    stocks.map(({ score: { over, under } }) =>
      rule.weighting === 'EQUAL' ? { over: 1n, under: 1n } : { over: over - 50n * under, under },
    ),
  );
  const all = stocks.map((candidate, at): Raw => ({ candidate, raw: raws[at] ?? 0n }));
  const sectors = new Map<string, Raw[]>();
  for (const one of all)
    sectors.set(one.candidate.sector, [...(sectors.get(one.candidate.sector) ?? []), one]);

  const { maxWeight, sectorCap, invest } = rule;
  const fillOf = new Map<string, Ratio | null>();
  for (const [sector, some] of sectors)
    fillOf.set(
      sector,
      leastFor(sectorCap, bendsOf(some, maxWeight), (f) => lineAt(some, f, maxWeight)),
    );
  // Where the sum of all sectors bends: a stock reaches its cap, or a sector.
  const bends = [...bendsOf(all, maxWeight), ...[...fillOf.values()].filter((f) => f !== null)];
  const f = leastFor(invest, bends, (at) => {
    let [full, slope] = [0n, 0n];
    for (const [sector, some] of sectors) {
      const fill = fillOf.get(sector) ?? null;
      const line =
        fill !== null && compare(at, fill) >= 0
          ? { full: sectorCap, slope: 0n }
          : lineAt(some, at, maxWeight);
      full += line.full;
      slope += line.slope;
    }
    return { full, slope };
  });
  const weights = all.map(({ candidate, raw }) => {
    const least = lesser(f, fillOf.get(candidate.sector) ?? null);
    return { ...candidate, weight: cappedAt(maxWeight, raw, least) };
  });
  if (f !== null) return { weights, total: invest };
  let total = 0n;
  for (const some of sectors.values()) {
    const uncapped = BigInt(some.length) * maxWeight;
    total += uncapped < sectorCap ? uncapped : sectorCap;
  }
  return { weights, total };
}

/** Returns the places at which stocks reach their cap. */
function bendsOf(some: readonly Raw[], maxWeight: bigint): Ratio[] {
  return some.map(({ raw }) => ({ over: maxWeight, under: raw }));
}

/** Returns the sum of the weights of some stocks just after f, without the cap of a sector. */
function lineAt(some: readonly Raw[], f: Ratio, maxWeight: bigint): Line {
  let [full, slope] = [0n, 0n];
  for (const { raw } of some) {
    if (f.over * raw >= maxWeight * f.under) full += maxWeight;
    else slope += raw;
  }
  return { full, slope };
}

/** Returns the least f at which a sum that grows with f, in lines between its bends, is `total`; null: at none. */
function leastFor(total: bigint, bends: readonly Ratio[], lineAfter: (f: Ratio) => Line): Ratio | null {
  const sorted = [ZERO, ...bends].sort(compare);
  const starts = sorted.filter((bend, at) => at === 0 || compare(bend, sorted[at - 1] ?? ZERO) > 0);
  for (const [at, start] of starts.entries()) {
    const { full, slope } = lineAfter(start);
    if (slope === 0n) {
      if (full >= total) return start;
      continue;
    }
    const f: Ratio = { over: total - full, under: slope };
    const end = starts[at + 1];
    if (end === undefined || compare(f, end) <= 0) return f;
  }
  return null;
}

function lesser(a: Ratio | null, b: Ratio | null): Ratio | null {
  if (a === null || b === null) return a ?? b;
  return compare(a, b) <= 0 ? a : b;
}

/** Returns min(maxWeight, f × raw); f null: there is no end to it. */
function cappedAt(maxWeight: bigint, raw: bigint, f: Ratio | null): Ratio {
  if (f === null || f.over * raw >= maxWeight * f.under) return { over: maxWeight, under: 1n };
  return { over: f.over * raw, under: f.under };
}
