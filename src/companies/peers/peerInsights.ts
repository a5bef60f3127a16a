import { isoOf } from '../../market/day.js';
import { percent } from '../../scoring/wording.js';
import { apart } from '../analysis/apart.js';
import type { Insight } from '../analysis/insight.js';
import { HIGH_ABOVE, MODERATE_ABOVE } from './concentration.js';
import { hhiInWords } from './hhiInWords.js';
import { LOW_COVERAGE, LOW_GROWTH_COVERAGE } from './lowCoverage.js';
import type { Concentration } from './names.js';
import type { SectorPeers } from './sectorPeers.js';

/** The share of its sector's revenue from which the leader is named. */
const LARGE_SHARE = 0.4;

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
            ? 'No company of the sector was traded in the 30 days up to the newest session, so that there is nothing to compare.'
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
  const [first, last] = [isoOf(ends[0]), isoOf(ends[ends.length - 1])];
  return {
    rule: 'BASIS',
    sentence:
      `${metricName(isLender)} of listed companies of the store only: consolidated for ${consolidated} of ` +
      `${companies.length}, standalone for ${standalone}, not said by the source for ` +
      `${companies.length - consolidated - standalone}; the newest quarters end ` +
      (first === last ? `on ${last}.` : `from ${first} to ${last}.`),
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
          `Only ${companies.length} of ${companies.length + leftOut.length} companies are compared: ` +
          'with the others, shares and HHI may differ.',
        numbers: [
          { name: 'coverage', value: coverage },
          { name: 'companies', value: companies.length },
          { name: 'leftOut', value: leftOut.length },
        ],
      };

const CONCENTRATION_SAYS: Readonly<Record<Concentration, readonly [bound: number, words: string]>> = {
  HIGH: [HIGH_ABOVE, 'highly concentrated'],
  MODERATE: [MODERATE_ABOVE, 'moderately concentrated'],
  FRAGMENTED: [MODERATE_ABOVE, 'fragmented'],
};

const CONCENTRATION: Rule = ({ companies, concentration, hhi, topThree }) => {
  if (concentration === null || hhi === null || topThree === null) return null;
  const [bound, words] = CONCENTRATION_SAYS[concentration];
  const { observed, side, threshold } = hhiInWords(hhi, bound);
  return {
    rule: `CONCENTRATION_${concentration}`,
    sentence:
      `HHI is ${observed}, ${side} ${threshold}: ${words}; ` +
      (companies.length > 3
        ? `the three largest of ${companies.length} companies have ${percent(topThree)} of the revenue.`
        : `there ${companies.length === 1 ? 'is one company' : `are ${companies.length} companies`}.`),
    numbers: [
      { name: 'hhi', value: hhi },
      { name: 'topThree', value: topThree },
      { name: 'companies', value: companies.length },
    ],
  };
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

const GROWTH: Rule = ({ companies, growth, growthCompanies, medianGrowth }) => {
  if (growth === null || medianGrowth === null) return null;
  const [own, median] = apart(growth, medianGrowth);
  const compared = growth === medianGrowth ? 'as much as' : growth > medianGrowth ? 'more than' : 'less than';
  return {
    rule: growth >= medianGrowth ? 'GROWTH_ABOVE_MEDIAN' : 'GROWTH_BELOW_MEDIAN',
    sentence:
      `The revenue of four quarters changed by ${own} within a year, ${compared} the median of all sectors, ` +
      `${median}; it is of the ${growthCompanies} of ${companies.length} companies of which both years are known.`,
    numbers: [
      { name: 'growth', value: growth },
      { name: 'medianGrowth', value: medianGrowth },
      { name: 'companiesWithGrowth', value: growthCompanies },
    ],
  };
};

const GROWTH_OF_FEW: Rule = ({ companies, growth, growthCompanies }) =>
  growth === null || growthCompanies >= LOW_GROWTH_COVERAGE * companies.length
    ? null
    : {
        rule: 'GROWTH_OF_FEW',
        sentence:
          `Of ${companies.length - growthCompanies} of ${companies.length} companies the figures of a year before are not known, ` +
          'so that growth, disruptors and quadrants say little.',
        numbers: [
          { name: 'companiesWithGrowth', value: growthCompanies },
          { name: 'companies', value: companies.length },
        ],
      };

const RULES: readonly Rule[] = [
  NOTHING,
  BASIS,
  COVERAGE,
  CONCENTRATION,
  LEADER,
  DISRUPTORS,
  GROWTH,
  GROWTH_OF_FEW,
];
