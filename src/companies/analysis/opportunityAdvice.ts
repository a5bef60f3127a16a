import { percent } from '../../scoring/wording.js';
import { MODERATE_ABOVE } from '../peers/concentration.js';
import { hhiInWords } from '../peers/hhiInWords.js';
import type { Opportunity } from '../peers/names.js';
import { GROWING_ABOVE } from '../peers/sectorStage.js';
import type { Insight } from './insight.js';
import type { Facts } from './rule.js';

/** What to look at, by growth and HHI. It promises no return. */
function adviceOf(level: Opportunity, growth: number, hhi: number): string {
  const isOpen = hhi < MODERATE_ABOVE;
  if (level === 'HIGH') {
    return (
      'The sector grows fast, and many companies share its revenue. Ask which of them grow faster than it does, and at what ' +
      'margin.'
    );
  }
  if (growth > GROWING_ABOVE) {
    return isOpen
      ? 'The sector grows, and many companies share its revenue. Ask which of them win from the others.'
      : 'The sector grows, but its revenue is concentrated. Ask what keeps other companies out.';
  }
  const pace = `does not grow by more than ${percent(GROWING_ABOVE)}`;
  return isOpen
    ? `Many companies share the revenue of the sector, but it ${pace}. Ask what would make it grow.`
    : `The sector ${pace}, and its revenue is concentrated. Ask what would let another company in.`;
}

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
  const { observed, side, threshold } = hhiInWords(hhi, MODERATE_ABOVE);
  const sentence =
    `With growth of ${percent(growth)} and an HHI of ${observed}, ${side} ${threshold}, the opportunity is ${level}. ` +
    adviceOf(level, growth, hhi);
  return [{ rule: `OPPORTUNITY_${level}`, sentence, numbers }];
}
