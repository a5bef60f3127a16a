import { compared, percent, RULES } from '../../scoring/wording.js';
import { MODERATE_ABOVE } from '../peers/concentration.js';
import type { Opportunity } from '../peers/names.js';
import type { Insight } from './insight.js';
import type { Facts } from './rule.js';

/** What to look at, by the level of the opportunity. It promises no return. */
const ADVICE: Readonly<Record<Opportunity, string>> = {
  HIGH:
    'The sector grows fast, and many companies share its revenue. Ask which of them grow faster than it does, and at what ' +
    'margin.',
  MEDIUM:
    'The sector grows, or many companies share its revenue. Ask which of the two holds, and what would change the other.',
  LOW: 'The sector hardly grows, and few companies have most of its revenue. Ask what would let another one in.',
};

/** @param level null: growth or HHI are not known */
export function opportunityAdvice(
  { growth, hhi }: Facts<'growth' | 'hhi'>,
  level: Opportunity | null,
): readonly Insight[] {
  const numbers = [
    { name: 'growth', value: growth },
    { name: 'hhi', value: hhi },
  ];
  if (level === null || growth === null || hhi === null) {
    const missing = [growth === null ? 'the growth' : '', hhi === null ? 'the HHI' : ''].filter(Boolean);
    const sentence = `The opportunity is not judged: ${missing.join(' and ')} of the sector ${missing.length === 1 ? 'is' : 'are'} not known.`;
    return [{ rule: 'OPPORTUNITY_UNKNOWN', sentence, numbers }];
  }
  const { observed, side, threshold } = compared(hhi, MODERATE_ABOVE, RULES['<'], hhi < MODERATE_ABOVE);
  const sentence =
    `With growth of ${percent(growth)} and an HHI of ${observed}, ${side} ${threshold}, the opportunity is ${level}. ` +
    ADVICE[level];
  return [{ rule: `OPPORTUNITY_${level}`, sentence, numbers }];
}
