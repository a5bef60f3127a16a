import { applicabilityOf } from './applicability.js';
import { comparisonOf, type Comparison } from './comparison.js';
import {
  BANDS,
  PENALTIES,
  SCORED_BY,
  type Applicability,
  type Band,
  type Guardrail,
  type PenaltyKind,
  type PillarName,
  type ScoredBy,
} from './names.js';
import { orNull } from './orNull.js';
import type { ComponentColumns } from './points.js';
import type { DayScores, ModeScores } from './scoreDay.js';

/** One component of one stock's pillar (method §5). A number that does not exist is null. */
export interface Component extends Comparison {
  readonly name: string;
  readonly state: Applicability;
  readonly raw: number | null;
  readonly value: number | null;
  readonly imputed: boolean;
  readonly scoredBy: ScoredBy;
  readonly sectorMedian: number | null;
  readonly sectorStdev: number | null;
  readonly sectorCount: number | null;
  readonly z: number | null;
  readonly points: number | null;
  /** Weight in the pillar, 0 to 1; 0 where the component is left out. The weights of a pillar sum to 1. */
  readonly weight: number;
}

/** One part of one stock's penalty (method §7): points, the number that was judged, and its bound, in the same unit. */
export interface ExplainedPenalty {
  readonly kind: PenaltyKind;
  readonly points: number;
  readonly observed: number | null;
  readonly threshold: number | null;
}

/** One guardrail's effect on one stock (method §9). `observed` and `threshold` have the same unit. */
export interface GuardrailStep {
  readonly guardrail: Guardrail;
  readonly fired: boolean;
  readonly observed: number | null;
  readonly threshold: number;
  readonly scoreBefore: number;
  readonly scoreAfter: number;
  readonly bandBefore: Band;
  readonly bandAfter: Band;
}

/**
 * Reads the components of a stock's pillar from the columns that scored it. Components that count for no sector group
 * are left out. Those of F that count only for companies of another kind are listed without points and weight.
 *
 * @param stock index of the stock in the cross-section
 */
export function componentsOf(day: DayScores, pillar: PillarName, stock: number): Component[] {
  const { sectors, section, method } = day;
  const g = sectors.of[stock];
  const components = day.pillars[pillar].components.filter(({ weight }) => pillar === 'F' || weight[g] > 0);
  const isPresent = ({ points }: ComponentColumns) => points === null || points[stock] === points[stock];
  const weights = components.reduce((sum, one) => sum + (isPresent(one) ? one.weight[g] : 0), 0);
  return components.map((one) => {
    const statistics = one.weight[g] > 0 ? one.statistics : null;
    return {
      name: one.name,
      state: applicabilityOf(one, stock, g, section.sectors[g], method.parameters),
      raw: orNull(one.raw[stock]),
      value: one.weight[g] > 0 ? orNull(one.value[stock]) : null,
      imputed: one.imputed[stock] === 1,
      scoredBy: SCORED_BY[one.scoredBy[stock]],
      sectorMedian: statistics && orNull(statistics.median[g]),
      sectorStdev: statistics && orNull(statistics.stdev[g]),
      sectorCount: statistics && statistics.count[g],
      z: one.z && orNull(one.z[stock]),
      points: one.points && orNull(one.points[stock]),
      weight: isPresent(one) && weights > 0 ? one.weight[g] / weights : 0,
      ...comparisonOf(day, pillar, one, stock),
    };
  });
}

/** Reads the five penalty parts of a stock, in the order of PENALTIES, from the columns that scored it. */
export function penaltyPartsOf({ penalties }: ModeScores, stock: number): ExplainedPenalty[] {
  return PENALTIES.map((kind) => {
    const { points, observed, threshold } = penalties.parts[kind];
    return {
      kind,
      points: points[stock],
      observed: orNull(observed[stock]),
      threshold: orNull(threshold[stock]),
    };
  });
}

/** Reads the six guardrail steps of a stock, in the order of GUARDRAILS, from the columns that scored it. */
export function guardrailStepsOf({ guardrails }: ModeScores, stock: number): GuardrailStep[] {
  return guardrails.map((step) => ({
    guardrail: step.guardrail,
    fired: step.fired[stock] === 1,
    observed: orNull(step.observed[stock]),
    threshold: step.threshold,
    scoreBefore: step.scoreBefore[stock],
    scoreAfter: step.scoreAfter[stock],
    bandBefore: BANDS[step.bandBefore[stock]],
    bandAfter: BANDS[step.bandAfter[stock]],
  }));
}
