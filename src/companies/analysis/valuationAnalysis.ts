import { isoOf } from '../../market/day.js';
import type { Day } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';
import { confidenceOf } from './confidence.js';
import { resultsOf, type Findings } from './findings.js';
import type { Insight } from './insight.js';
import { MONTHS, type KnownPe, type ValuationInputs } from './knownPe.js';
import { medianOfKnown } from './medianOfKnown.js';
import { percentileOf } from './percentileOf.js';
import { insightsOf, type Facts } from './rule.js';
import { VALUATION_ADVICE, VALUATION_INSIGHTS, type ValuationFact } from './valuationRules.js';

/**
 * Compares the P/E of a company with its own at the month ends of five years, and with those of its sector on the day. A
 * P/E below 0 is that of a loss: it is neither compared nor compared with.
 */
export function valuationAnalysis(inputs: ValuationInputs): Findings {
  const { months, on, own, sector } = inputs;
  const known = [...(sector?.companies.values() ?? [])].filter((pe) => pe !== null);
  const [ownPes, sectorPes] = [positive(months), positive(known)];
  const isAlone = sectorPes.length <= 1;
  const pe = own === null ? null : own.value;
  const placeAmong = (others: Float64Array) => (pe === null || pe < 0 ? null : percentileOf(pe, others));
  const facts: Facts<ValuationFact> = {
    pe,
    ownMedianPe: medianOfKnown([...ownPes]),
    ownPercentile: placeAmong(ownPes),
    ownMonths: ownPes.length,
    ownLossMonths: months.length - ownPes.length,
    sectorMedianPe: isAlone ? null : medianOfKnown([...sectorPes]),
    sectorPercentile: isAlone ? null : placeAmong(sectorPes),
    sectorCompanies: sector === null ? null : sectorPes.length,
    sectorLossCompanies: sector === null ? null : known.length - sectorPes.length,
  };
  return {
    results: resultsOf(facts),
    insights: [...outcomes(inputs), ...insightsOf(VALUATION_INSIGHTS, facts)],
    recommendations: insightsOf(VALUATION_ADVICE, facts),
    confidence: confidenceOf([
      { of: 1, ages: agesOn(on, own === null ? [] : [own]) },
      { of: MONTHS, ages: months.map(({ day, publishedOn }) => day - publishedOn) },
      { of: sector?.companies.size ?? 0, ages: agesOn(on, known) },
    ]),
    basis: basisOf(inputs, ownPes.length, sectorPes.length),
    figures: usedOf(inputs),
  };
}

const positive = (pes: readonly KnownPe[]): Float64Array =>
  Float64Array.from(pes.flatMap(({ value }) => (value > 0 ? value : []))).sort();

/** The session of a P/E may be long before the day that is asked for: where a store is not fed any more, its results are old. */
const agesOn = (on: Day, pes: readonly KnownPe[]): readonly number[] =>
  pes.map(({ publishedOn }) => on - publishedOn);

/** Says what cannot be compared at all. */
function outcomes({ ticker, on, own, sector }: ValuationInputs): readonly Insight[] {
  const say = (rule: string, sentence: string): Insight => ({ rule, sentence, numbers: [] });
  return [
    ...(own === null
      ? [
          say(
            'NO_PE',
            `${ticker} has no P/E on ${isoOf(on)}: none is quoted, and no earnings or no close count.`,
          ),
        ]
      : []),
    ...(sector === null ? [say('NO_SECTOR', `${ticker} has no sector group, so there are no peers.`)] : []),
  ];
}

function basisOf({ on, months, own, sector }: ValuationInputs, ownMonths: number, companies: number): string {
  const days = months.map(({ day }) => day);
  const span = days.length === 0 ? '' : `, from ${isoOf(Math.min(...days))} to ${isoOf(Math.max(...days))}`;
  const among =
    sector === null ? '' : `; of ${companies} of ${sector.companies.size} companies of ${sector.name}`;
  return (
    `P/E above 0 as Stock.fundamentals gives it (quoted, or close / earnings per share): on ${isoOf(own?.day ?? on)}; ` +
    `at ${ownMonths} of ${MONTHS} month ends${span}${among}.`
  );
}

/** Returns all figures that were used, as inputs are hashed. */
function usedOf({ months, own, sector }: ValuationInputs): unknown {
  const used = (pe: KnownPe | null) =>
    pe && { day: isoOf(pe.day), value: snap(pe.value), publishedOn: isoOf(pe.publishedOn) };
  return {
    own: used(own),
    months: [...months].sort((a, b) => a.day - b.day).map(used),
    sector:
      sector &&
      [...sector.companies]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([ticker, pe]) => ({ ticker, pe: used(pe) })),
  };
}
