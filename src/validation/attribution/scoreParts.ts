import type { PillarWeights } from '../../scoring/method.js';
import { PENALTIES, PILLARS, type PenaltyKind, type PillarName, type Points } from '../../scoring/names.js';
import { snap } from '../../scoring/rounding.js';

/** What a score is the sum of. Parts of the penalty and SECTOR_BEAR are 0 or less. */
export const SCORE_PARTS = [
  'FUNDAMENTALS',
  'TECHNICALS',
  'RELATIVE_STRENGTH',
  'OWNERSHIP',
  'QUALITY',
  'SECTOR_MOMENTUM',
  ...PENALTIES,
  'CAP',
  'SECTOR_BEAR',
  'ROUNDING',
] as const;
export type ScorePart = (typeof SCORE_PARTS)[number];
export type ScoreParts = Readonly<Record<ScorePart, Points>>;

/** What a score was computed from, last of all. */
export interface ScoredParts {
  readonly pillars: Readonly<Record<PillarName, Points>>;
  readonly weights: PillarWeights;
  /** Points that each part of the penalty takes off, before the sum is capped. */
  readonly penalties: Readonly<Record<PenaltyKind, Points>>;
  /** The penalty, before and after its cap. */
  readonly beforeCap: Points;
  readonly penalty: Points;
  readonly beforeGuardrails: Points;
  readonly value: Points;
}

/**
 * Returns the parts of a score, which sum to its value:
 *
 * - six pillars: pillar × weight
 * - five parts of the penalty: minus their points
 * - CAP: what the cap of the penalty gives back
 * - SECTOR_BEAR: what the guardrail takes off
 * - ROUNDING: what rounding to hundredths, and 0 as the least score, add
 */
export function scoreParts(scored: ScoredParts): ScoreParts {
  const { pillars, weights, penalties, beforeCap, penalty, beforeGuardrails, value } = scored;
  const [F, T, R, O, Q, S] = PILLARS.map((pillar) => snap(pillars[pillar] * weights[pillar]));
  const exact = {
    ...{ FUNDAMENTALS: F, TECHNICALS: T, RELATIVE_STRENGTH: R, OWNERSHIP: O, QUALITY: Q, SECTOR_MOMENTUM: S },
    ...(Object.fromEntries(PENALTIES.map((kind) => [kind, snap(-penalties[kind])])) as Record<
      PenaltyKind,
      Points
    >),
    CAP: snap(beforeCap - penalty),
    SECTOR_BEAR: snap(value - beforeGuardrails),
  };
  const sum = Object.values(exact).reduce((total, points) => total + points, 0);
  return { ...exact, ROUNDING: snap(value - sum) };
}

/** Returns how much each part went up or down, in the order of SCORE_PARTS. The changes sum to that of the score. */
export function changeOfParts(
  before: ScoreParts,
  after: ScoreParts,
): { readonly name: ScorePart; readonly points: Points }[] {
  return SCORE_PARTS.map((name) => ({ name, points: snap(after[name] - before[name]) }));
}
