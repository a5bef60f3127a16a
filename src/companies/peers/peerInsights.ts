import { isoOf } from '../../market/day.js';
import type { Insight } from '../analysis/insight.js';
import { HIGH_ABOVE, MODERATE_ABOVE } from './concentration.js';
import type { Concentration } from './names.js';
import type { SectorPeers } from './sectorPeers.js';

/** The share of its sector's revenue from which the leader is named. */
const LARGE_SHARE = 0.4;
/** Coverage below which the figures of a sector say little. */
const LOW_COVERAGE = 0.8;

/** What companies are compared by: the sales of lenders are revenue. */
export const metricName = (isLender: boolean): string => (isLender ? 'TTM revenue' : 'TTM sales');

/** A rule: null where it does not fire. */
type Rule = (peers: SectorPeers, isLender: boolean) => Insight | null;

/** Returns what rules find in the figures of a sector, in the order of the rules. */
export function peerInsights(peers: SectorPeers, isLender: boolean): readonly Insight[] {
  return RULES.flatMap((rule) => rule(peers, isLender) ?? []);
}

const NOTHING: Rule = ({ companies, leftOut }) =>
  companies.length > 0
    ? null
    : {
        rule: 'NO_REVENUE',
        sentence:
          leftOut.length === 0
            ? 'No company of the sector was traded in the 30 days up to the day, so that there is nothing to compare.'
            : `No company of the sector has revenue to compare (${leftOut.length} left out): there are no shares and no HHI.`,
        numbers: [
          { name: 'companies', value: 0 },
          { name: 'leftOut', value: leftOut.length },
        ],
      };

const BASIS: Rule = ({ companies }, isLender) => {
  if (companies.length === 0) return null;
  const of = (basis: string) => companies.filter(({ revenue }) => revenue.basis === basis).length;
  const [consolidated, standalone] = [of('CONSOLIDATED'), of('STANDALONE')];
  const ends = companies.map(({ revenue }) => revenue.periodEnd).sort((a, b) => a - b);
  return {
    rule: 'BASIS',
    sentence:
      `${metricName(isLender)} of listed companies of the store only: consolidated for ${consolidated} of ` +
      `${companies.length}, standalone for ${standalone}, not said by the source for ` +
      `${companies.length - consolidated - standalone}; the newest quarters end from ${isoOf(ends[0])} to ` +
      `${isoOf(ends[ends.length - 1])}.`,
    numbers: [
      { name: 'companies', value: companies.length },
      { name: 'consolidated', value: consolidated },
      { name: 'standalone', value: standalone },
      { name: 'unknownBasis', value: companies.length - consolidated - standalone },
    ],
  };
};

const COVERAGE: Rule = ({ companies, coverage, leftOut }) =>
  companies.length === 0 || coverage >= LOW_COVERAGE
    ? null
    : {
        rule: 'LOW_COVERAGE',
        sentence:
          `Only ${companies.length} of ${companies.length + leftOut.length} companies (${percent(coverage)}) are compared: ` +
          'shares and HHI are too high by what the others earn.',
        numbers: [
          { name: 'coverage', value: coverage },
          { name: 'companies', value: companies.length },
          { name: 'leftOut', value: leftOut.length },
        ],
      };

const CONCENTRATION_SAYS: Readonly<Record<Concentration, string>> = {
  HIGH: `above ${points(HIGH_ABOVE)}: highly concentrated`,
  MODERATE: `above ${points(MODERATE_ABOVE)}: moderately concentrated`,
  FRAGMENTED: `not above ${points(MODERATE_ABOVE)}: fragmented`,
};

const CONCENTRATION: Rule = ({ companies, concentration, hhi, topThree }) =>
  concentration === null || hhi === null || topThree === null
    ? null
    : {
        rule: `CONCENTRATION_${concentration}`,
        sentence:
          `HHI is ${points(hhi)}, ${CONCENTRATION_SAYS[concentration]}; ` +
          (companies.length > 3
            ? `the three largest of ${companies.length} companies have ${percent(topThree)} of the revenue.`
            : `there ${companies.length === 1 ? 'is one company' : `are ${companies.length} companies`}.`),
        numbers: [
          { name: 'hhi', value: hhi },
          { name: 'topThree', value: topThree },
          { name: 'companies', value: companies.length },
        ],
      };

const LEADER: Rule = ({ companies }) => {
  const leader = companies.at(0);
  if (leader === undefined || leader.share < LARGE_SHARE) return null;
  const { ticker, share, relativeShare } = leader;
  return {
    rule: 'LEADER_SHARE',
    sentence:
      `${ticker} has ${percent(share)} of the revenue` +
      (relativeShare === null
        ? ', and no rival with revenue.'
        : `, ${relativeShare.toFixed(1)} times as much as ${companies[1].ticker}.`),
    numbers: [
      { name: 'share', value: share },
      { name: 'relativeShare', value: relativeShare },
    ],
  };
};

const DISRUPTORS: Rule = ({ companies }) => {
  const found = companies.filter(({ position }) => position === 'DISRUPTOR');
  if (found.length === 0) return null;
  const named = found.map(
    ({ ticker, rank, revenue }) => `${ticker} (rank ${rank}, ${percent(revenue.growth ?? NaN)})`,
  );
  return {
    rule: 'DISRUPTORS',
    sentence: `Among the three that grow fastest, these are not among the six largest: ${named.join(', ')}.`,
    numbers: found.map(({ ticker, revenue }) => ({ name: `growth of ${ticker}`, value: revenue.growth })),
  };
};

const GROWTH: Rule = ({ companies, growth, medianGrowth }) => {
  if (growth === null || medianGrowth === null) return null;
  const compared = growth === medianGrowth ? 'as much as' : growth > medianGrowth ? 'more than' : 'less than';
  const known = companies.filter(({ revenue }) => revenue.year !== null).length;
  return {
    rule: growth >= medianGrowth ? 'GROWTH_ABOVE_MEDIAN' : 'GROWTH_BELOW_MEDIAN',
    sentence:
      `The revenue of four quarters changed by ${percent(growth)} within a year, ${compared} the median of all sectors, ` +
      `${percent(medianGrowth)}; it is of the ${known} of ${companies.length} companies of which both years are known.`,
    numbers: [
      { name: 'growth', value: growth },
      { name: 'medianGrowth', value: medianGrowth },
      { name: 'companiesWithGrowth', value: known },
    ],
  };
};

const RULES: readonly Rule[] = [NOTHING, BASIS, COVERAGE, CONCENTRATION, LEADER, DISRUPTORS, GROWTH];

function percent(fraction: number): string {
  return `${(100 * fraction).toFixed(1)} %`;
}

function points(hhi: number): string {
  return hhi.toFixed(0).replace(/\B(?=(\d{3})+$)/g, ',');
}
