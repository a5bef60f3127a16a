import type { ExplainedPenalty, GuardrailStep } from '../../scoring/explain.js';
import { guardrailReason } from '../../scoring/guardrailReason.js';
import type { Method } from '../../scoring/method.js';
import type { Band, Guardrail, Mode, PenaltyKind, Points } from '../../scoring/names.js';
import { penaltyReason } from '../../scoring/penaltyReason.js';
import { round2, snap } from '../../scoring/rounding.js';
import { inWords, plural, rounded } from '../../scoring/wording.js';
import { lastBand } from './lastBand.js';

/** How far a score is from what a guardrail or a part of the penalty judges. One of both is null. */
export interface Distance {
  readonly guardrail: Guardrail | null;
  readonly penalty: PenaltyKind | null;
  /** The number that was judged, and its threshold, in the same unit; null where they are not known. */
  readonly observed: number | null;
  readonly threshold: number | null;
  /** How far both are from each other, 0 or more, in that unit; null where one is not known. */
  readonly distance: number | null;
  /** Whether the condition holds: of a penalty, whether it takes points off. */
  readonly fired: boolean;
  /** Whether the band would be another without it. */
  readonly binding: boolean;
  /** The band of the score without it: without the guardrail, or without the points of the penalty. */
  readonly bandWithout: Band;
  readonly sentence: string;
}

/** A score with all that guardrails and penalty judged. */
export interface JudgedScore {
  readonly mode: Mode;
  readonly method: Method;
  readonly weighted: Points;
  /** The penalty before its cap, and the cap. */
  readonly beforeCap: Points;
  readonly cap: Points;
  readonly penalties: readonly ExplainedPenalty[];
  readonly guardrails: readonly GuardrailStep[];
  /** Of EVENT_WINDOW, as `penaltyReason` takes it; NaN where it is not known. */
  readonly meetingSide: number;
  /** The band before guardrails that another score of the stock would have on the day. */
  readonly bandAt: (score: Points) => Band;
}

/** Returns the distances of a score: of the six guardrails, and then of the five parts of the penalty. */
export function distancesOf(score: JudgedScore): Distance[] {
  const { guardrails, penalties, mode, meetingSide } = score;
  const band = guardrails[guardrails.length - 1].bandAfter;
  const ofGuardrails = guardrails.map((step): Distance => {
    const { guardrail, fired } = step;
    const without = fired ? bandWithoutGuardrail(score, guardrail) : band;
    const known = { ...{ guardrail, penalty: null }, ...judged(step), fired, binding: without !== band };
    const sentence = sentenceOf(guardrailReason(step, mode), UNITS[guardrail], known, without);
    return { ...known, bandWithout: without, sentence };
  });
  const ofPenalties = penalties.map((part): Distance => {
    const { kind: penalty, points } = part;
    const fired = points > 0;
    const without = fired ? bandWithoutPenalty(score, points) : band;
    const known = { ...{ guardrail: null, penalty }, ...judged(part), fired, binding: without !== band };
    const sentence = sentenceOf(penaltyReason(part, meetingSide), UNITS[penalty], known, without);
    return { ...known, bandWithout: without, sentence };
  });
  return [...ofGuardrails, ...ofPenalties];
}

function judged({ observed, threshold }: Pick<ExplainedPenalty, 'observed' | 'threshold'>) {
  const isKnown = observed !== null && threshold !== null;
  return { observed, threshold, distance: isKnown ? snap(Math.abs(observed - threshold)) : null };
}

function bandWithoutGuardrail({ guardrails, mode, method }: JudgedScore, without: Guardrail): Band {
  const [{ bandBefore, scoreBefore }] = guardrails;
  const fired = guardrails.filter((step) => step.fired && step.guardrail !== without);
  return lastBand(
    { band: bandBefore, score: scoreBefore, fired: fired.map(({ guardrail }) => guardrail) },
    mode,
    method,
  );
}

/** @param points those that are not taken off */
function bandWithoutPenalty(judged: JudgedScore, points: Points): Band {
  const { weighted, cap, guardrails, mode, method, bandAt } = judged;
  const beforeCap = snap(judged.beforeCap - points);
  const penalty = Math.min(beforeCap, cap);
  const score = round2(Math.max(0, weighted - penalty));
  const risk = method.parameters.guardrails.high_risk_judges === 'BEFORE_CAP' ? beforeCap : penalty;
  const fired = guardrails.filter(({ guardrail, fired, threshold }) =>
    guardrail === 'HIGH_RISK_CAP' ? risk >= threshold : fired,
  );
  return lastBand(
    { band: bandAt(score), score, fired: fired.map(({ guardrail }) => guardrail) },
    mode,
    method,
  );
}

const fraction = (value: number): string => plural(inWords(rounded(snap(value * 100))), 'percentage point');
const UNITS: Readonly<Record<Guardrail | PenaltyKind, (distance: number) => string>> = {
  LOW_DATA_HOLD: (value) => inWords(rounded(value)),
  ILLIQUIDITY: (value) => `₹${inWords(rounded(value))} crore`,
  PLEDGE_CAP: fraction,
  HIGH_RISK_CAP: (value) => plural(value, 'point'),
  SECTOR_BEAR: (value) => plural(value, 'standard deviation'),
  LOW_COVERAGE: fraction,
  LIQUIDITY: (value) => `₹${inWords(rounded(value))} crore`,
  PLEDGE: fraction,
  VOLATILITY: fraction,
  EVENT_WINDOW: (value) => plural(value, 'day'),
  GOVERNANCE: (value) => plural(value, 'day'),
};

function sentenceOf(
  reason: string,
  unit: (distance: number) => string,
  { distance, fired, binding }: Pick<Distance, 'distance' | 'fired' | 'binding'>,
  without: Band,
): string {
  const far =
    distance === null ? '' : distance === 0 ? ' It is at the threshold.' : ` It is ${unit(distance)} away.`;
  if (!fired) return `${reason}${far}`;
  return `${reason}${far} Without it, the band would ${binding ? `be ${without}` : `still be ${without}`}.`;
}
