import type { IsoDate } from '../../scoring/names.js';
import { FEWEST_SEPARATE, evidenceOf } from './evidenceOf.js';
import type { Evidence } from './names.js';
import type { Estimate, InformationCoefficient, ValidationFigures, Verdict } from './validationFigures.js';

/**
 * Says what the figures of a mode prove: those of its horizon, among the stocks of the default universe.
 *
 * @param figures null: the window has no session yet
 * @param last the last session of the market, up to which a window runs that nobody cut
 */
export function verdictOf(figures: ValidationFigures | null, last: IsoDate | null = null): Verdict {
  const value = figures?.ics.find(({ figure }) => figure === 'VALUE');
  if (figures === null || value === undefined) {
    return {
      evidence: 'NOT_YET',
      sentence: 'Not known yet: no session is followed by enough others to measure its scores.',
    };
  }
  const { from, to, horizon, methodName, mode, sessions } = figures;
  const evidence = evidenceOf(value);
  const sentence =
    `${leadOf(evidence, value)}: ${methodName} ${mode}, ${horizon} sessions ahead, among the 300 most traded securities, ` +
    `${counted(sessions, 'session')} from ${from} ${last === null || to === last ? 'on' : `to ${to}`} (${value.separateN} that do not overlap): ` +
    `mean IC ${shown(value.ic)}; within sector groups ${shown(value.neutral)}.`;
  return { evidence, sentence };
}

function leadOf(evidence: Evidence, { ic }: InformationCoefficient): string {
  switch (evidence) {
    case 'EVIDENCE':
      return 'Evidence that higher scores are followed by higher returns, also within sector groups';
    case 'WEAK':
      return (ic.lower ?? 0) > 0
        ? 'Weak evidence: higher scores are followed by higher returns, but this is not proven within sector groups'
        : 'Weak evidence: higher scores are followed by higher returns within sector groups only';
    case 'ADVERSE':
      return (ic.upper ?? 0) < 0
        ? 'Evidence against it: higher scores are followed by lower returns'
        : 'Evidence against it: within sector groups, higher scores are followed by lower returns';
    case 'NOT_YET':
      return `Not known yet, because that takes ${FEWEST_SEPARATE} windows that do not overlap`;
    case 'NONE':
      return 'No evidence that scores predict returns';
    default:
      return evidence satisfies never;
  }
}

/** Shows an estimate to three decimals, as in −0.001 (95 %: −0.028 to +0.029). */
function shown({ mean, lower, upper }: Estimate): string {
  if (mean === null) return 'unknown';
  return lower === null || upper === null
    ? `${signed(mean)} (no interval)`
    : `${signed(mean)} (95 %: ${signed(lower)} to ${signed(upper)})`;
}

function signed(value: number): string {
  const digits = Math.abs(value).toFixed(3);
  if (Number(digits) === 0) return digits;
  return `${value < 0 ? '−' : '+'}${digits}`;
}

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
