import type { GuardrailStep } from './explain.js';
import type { Mode } from './names.js';
import { compared, pledgeInWords, plural, RULES, tradedValueInWords } from './wording.js';

/**
 * Says in one English sentence what a guardrail judged, where that is from its threshold, and what it changed (method
 * §9).
 *
 * @param step a step of a score in `mode`
 * @example
 * 'The promoter has pledged 15 % of its shares, above 10 %: at most HOLD, BUY becomes HOLD.'
 */
export function guardrailReason(step: GuardrailStep, mode: Mode): string {
  return `${condition(step)}: ${effect(step, mode)}.`;
}

function condition({ guardrail, fired, observed, threshold }: GuardrailStep): string {
  const value = observed ?? 0;
  switch (guardrail) {
    case 'LOW_DATA_HOLD': {
      const known = compared(value, threshold, RULES['<'], fired);
      return `The confidence is ${known.observed}, ${known.side} ${known.threshold}`;
    }
    case 'ILLIQUIDITY':
      return tradedValueInWords(observed, threshold, fired);
    case 'PLEDGE_CAP':
      return pledgeInWords(observed, threshold, fired);
    case 'HIGH_RISK_CAP': {
      const known = compared(value, threshold, RULES['>='], fired);
      return `The penalty for risk sums to ${plural(known.observed, 'point')}, ${known.side} ${known.threshold}`;
    }
    case 'SECTOR_BEAR': {
      const known = compared(value, threshold, RULES['<='], fired);
      return `The sector group's momentum is ${known.observed} standard deviations, ${known.side} ${known.threshold}`;
    }
    case 'LOW_COVERAGE': {
      const known = compared(value, threshold, RULES['>='], fired, 'percent');
      return `${known.observed} of the required metrics are missing, ${known.side} ${known.threshold}`;
    }
    default:
      return guardrail satisfies never;
  }
}

function effect(step: GuardrailStep, mode: Mode): string {
  const { guardrail, fired, scoreBefore, scoreAfter, bandBefore, bandAfter } = step;
  if (!fired) return 'nothing changes';
  const band =
    bandBefore === bandAfter ? `the band stays ${bandAfter}` : `${bandBefore} becomes ${bandAfter}`;
  if (guardrail !== 'SECTOR_BEAR' || mode !== 'INVESTOR') return `at most HOLD, ${band}`;
  return `the score falls from ${scoreBefore.toFixed(2)} to ${scoreAfter.toFixed(2)}, ${band}`;
}
