import { compared, percent, RULES } from '../../scoring/wording.js';
import { apart } from './apart.js';
import type { Rule } from './rule.js';

/** The results of a comparison with competitors: shares, growth, margins and returns as fractions, HHI in points. */
export type CompetitorFact =
  | 'companies'
  | 'rank'
  | 'revenue'
  | 'share'
  | 'relativeShare'
  | 'growth'
  | 'sectorGrowth'
  | 'operatingMargin'
  | 'medianOperatingMargin'
  | 'returnOnCapital'
  | 'medianReturnOnCapital'
  | 'hhi';

/** Shares below which a company is small, and of middle size. */
const SMALL = 0.1;
const MIDDLE = 0.3;

type CompetitorRule = Rule<CompetitorFact>;

/** Makes the rules for a number that is above another one, and below it. */
const comparison = (
  rules: readonly [string, string],
  own: CompetitorFact,
  others: CompetitorFact,
  words: readonly [string, string],
): readonly CompetitorRule[] =>
  ([1, -1] as const).map((sign, k) => ({
    name: rules[k],
    numbers: [own, others],
    fires: (known) => Math.sign(known[own] - known[others]) === sign,
    says: (known) => {
      const [one, other] = apart(known[own], known[others]);
      return `Its ${words[0]} of ${one} is ${sign > 0 ? 'above' : 'below'} ${words[1]}, ${other}.`;
    },
  }));

/** @param isLender whether returns are those on equity */
export const competitorInsights = (isLender: boolean): readonly CompetitorRule[] => [
  {
    name: 'ONE_COMPANY',
    numbers: ['companies'],
    fires: ({ companies }) => companies === 1,
    says: () =>
      'It is the only company of its sector whose revenue is known, so there is no rival to compare it with.',
  },
  {
    name: 'NO_REVENUE',
    numbers: ['revenue'],
    fires: ({ revenue }) => revenue === 0,
    says: () => 'It had no revenue in the newest four quarters.',
  },
  {
    name: 'LARGEST',
    numbers: ['relativeShare'],
    fires: ({ relativeShare }) => relativeShare >= 1,
    says: ({ relativeShare }) =>
      `Its revenue is ${relativeShare.toFixed(2)} times that of its largest rival.`,
  },
  {
    name: 'SMALLER_THAN_THE_LARGEST',
    numbers: ['relativeShare'],
    fires: ({ relativeShare }) => relativeShare < 1,
    says: ({ relativeShare }) => `Its revenue is ${percent(relativeShare)} of that of its largest rival.`,
  },
  ...comparison(['GAINS_SHARE', 'LOSES_SHARE'], 'growth', 'sectorGrowth', [
    'growth within a year',
    'that of its sector',
  ]),
  ...comparison(['MARGIN_ABOVE', 'MARGIN_BELOW'], 'operatingMargin', 'medianOperatingMargin', [
    'operating margin',
    'the median of its peers',
  ]),
  ...comparison(['RETURN_ABOVE', 'RETURN_BELOW'], 'returnOnCapital', 'medianReturnOnCapital', [
    isLender ? 'return on equity' : 'return on capital employed',
    'the median of its peers',
  ]),
];

const shareInWords = (share: number, threshold: number): string => {
  const { observed, side, ...of } = compared(share, threshold, RULES['<'], share < threshold, 'percent');
  return `With a share of ${observed}, ${side} ${of.threshold}`;
};

/** The advice by share says what to look at. It promises no return. */
export const COMPETITOR_ADVICE: readonly CompetitorRule[] = [
  {
    name: 'SHARE_BELOW_10',
    numbers: ['share', 'companies'],
    fires: ({ share, companies }) => companies > 1 && share < SMALL,
    says: ({ share }) =>
      `${shareInWords(share, SMALL)}, it has little power over prices: ask in which part of its market it ` +
      'leads, and whether it grows there.',
  },
  {
    name: 'SHARE_BELOW_30',
    numbers: ['share', 'companies'],
    fires: ({ share, companies }) => companies > 1 && share >= SMALL && share < MIDDLE,
    says: ({ share }) =>
      `${shareInWords(share, MIDDLE)} but not below 10 %, it can win from several rivals and lose to them: ask whether ` +
      'its growth costs margin.',
  },
  {
    name: 'SHARE_FROM_30',
    numbers: ['share', 'companies'],
    fires: ({ share, companies }) => companies > 1 && share >= MIDDLE,
    says: ({ share }) =>
      `${shareInWords(share, MIDDLE)}, it has more to defend than to win: ask who enters its market, and ` +
      'what a competition authority would object to.',
  },
];
