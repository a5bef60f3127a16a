import { percent, plural } from '../../scoring/wording.js';
import { HIGH_ABOVE, MODERATE_ABOVE } from '../peers/concentration.js';
import { hhiInWords } from '../peers/hhiInWords.js';
import { LOW_COVERAGE, LOW_GROWTH_COVERAGE } from '../peers/lowCoverage.js';
import { LEADERS } from '../peers/peerPositions.js';
import { apart } from './apart.js';
import type { Rule } from './rule.js';

/** The results of a look at a sector: shares and growth as fractions, HHI in points, revenue in ₹ crore. */
export type SectorFact =
  | 'companies'
  | 'revenue'
  | 'growth'
  | 'companiesInGrowth'
  | 'cagr3y'
  | 'companiesInCagr'
  | 'hhi'
  | 'topThree'
  | 'disruptors'
  | 'coverage';

type SectorRule = Rule<SectorFact>;

export const SECTOR_INSIGHTS: readonly SectorRule[] = [
  {
    name: 'NO_REVENUE',
    numbers: ['companies'],
    fires: ({ companies }) => companies === 0,
    says: () => 'No company of the sector has a revenue that counts, so there are no shares and no HHI.',
  },
  {
    name: 'ONE_COMPANY',
    numbers: ['companies'],
    fires: ({ companies }) => companies === 1,
    says: () => 'The revenue of one company alone is known, so the HHI says nothing of competition.',
  },
  {
    name: 'LOW_COVERAGE',
    numbers: ['coverage', 'companies'],
    fires: ({ coverage, companies }) => companies > 0 && coverage < LOW_COVERAGE,
    says: ({ coverage, companies }) =>
      `Only ${percent(coverage)} of the companies are compared, ${companies} of them: with all, shares and HHI may differ.`,
  },
  {
    name: 'GROWTH_OF_FEW',
    numbers: ['companiesInGrowth', 'companies', 'growth'],
    fires: ({ companiesInGrowth, companies }) => companiesInGrowth < LOW_GROWTH_COVERAGE * companies,
    says: ({ companiesInGrowth, companies, growth }) =>
      `The growth of ${percent(growth)} is that of ${companiesInGrowth} of ${companies} companies: the figures of a year before ` +
      'are not known of the others, so that it says little of the sector.',
  },
  concentration('CONCENTRATED', HIGH_ABOVE, '>'),
  concentration('OPEN', MODERATE_ABOVE, '<'),
  pace('FASTER_THAN_BEFORE', 'more', '>'),
  pace('SLOWER_THAN_BEFORE', 'less', '<'),
  {
    name: 'DISRUPTORS',
    numbers: ['disruptors'],
    fires: ({ disruptors }) => disruptors > 0,
    says: ({ disruptors }) =>
      `${plural(disruptors, 'disruptor')}: among the three that grow fastest, and not among the six largest.`,
  },
];

function concentration(name: string, bound: number, sign: '<' | '>'): SectorRule {
  const isAbove = sign === '>';
  return {
    name,
    numbers: ['hhi', 'topThree', 'companies'],
    fires: ({ hhi }) => (isAbove ? hhi > bound : hhi < bound),
    says: ({ hhi, topThree, companies }) => {
      const { observed, side, threshold } = hhiInWords(hhi, bound);
      const shared =
        companies > LEADERS
          ? `the three largest have ${percent(topThree)} of the revenue`
          : `there ${companies === 1 ? 'is one company' : `are ${companies} companies`}`;
      return `HHI of ${observed}, ${side} ${threshold}: ${shared}.`;
    },
  };
}

function pace(name: string, word: string, sign: '<' | '>'): SectorRule {
  return {
    name,
    numbers: ['growth', 'cagr3y'],
    fires: ({ growth, cagr3y }) => (sign === '>' ? growth > cagr3y : growth < cagr3y),
    says: ({ growth, cagr3y }) => {
      const [now, before] = apart(growth, cagr3y);
      return `Revenue changed by ${now} within a year, ${word} than the ${before} a year of the newest three fiscal years.`;
    },
  };
}
