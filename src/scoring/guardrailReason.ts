import type { GuardrailStep } from './explain.js';
import type { Mode } from './names.js';
import { inWords, percent, plural } from './wording.js';

/**
 * Says in one English sentence what a guardrail judged and what it changed (method §9).
 *
 * @param step a step of a score in `mode`
 * @example
 * 'The promoter has pledged 15 % of its shares, more than 10 %: at most HOLD, BUY becomes HOLD.'
 */
export function guardrailReason(step: GuardrailStep, mode: Mode): string {
  return `${condition(step)}: ${effect(step, mode)}.`;
}

function condition({ guardrail, fired, observed, threshold }: GuardrailStep): string {
  switch (guardrail) {
    case 'LOW_DATA_HOLD':
      return `The confidence is ${inWords(observed ?? 0)}, ${fired ? 'below' : 'not below'} ${inWords(threshold)}`;
    case 'ILLIQUIDITY':
      if (observed === null) return 'The traded value is not known, which counts as none at all';
      return (
        `A median of ₹${inWords(observed)} crore is traded a day, ` +
        `${fired ? 'less than' : 'not less than'} ₹${inWords(threshold)} crore`
      );
    case 'PLEDGE_CAP':
      if (observed === null) return 'How much the promoter has pledged is not known';
      return (
        `The promoter has pledged ${percent(observed)} of its shares, ` +
        `${fired ? 'more than' : 'not more than'} ${percent(threshold)}`
      );
    case 'HIGH_RISK_CAP':
      return (
        `The penalty for risk sums to ${plural(observed ?? 0, 'point')}, ` +
        `${fired ? 'at least' : 'fewer than'} ${inWords(threshold)}`
      );
    case 'SECTOR_BEAR':
      return (
        `The sector group's momentum is ${inWords(observed ?? 0)} standard deviations, ` +
        `${fired ? 'at most' : 'above'} ${inWords(threshold)}`
      );
    case 'LOW_COVERAGE':
      return (
        `${percent(observed ?? 0)} of the required metrics are missing, ` +
        `${fired ? 'at least' : 'less than'} ${percent(threshold)}`
      );
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
