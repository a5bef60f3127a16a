import { MIN_COUNT_FOR_Z, NEUTRAL_POINTS, POINTS_PER_Z } from '../../scoring/points.js';
import type { Described } from './described.js';
import { inBoth } from './inBoth.js';

/** Describes the points of a metric within its sector group (method §4). */
export const points = (methods: Described): string => `## §4 Points

A metric gets points within its sector group. n is the number of observed values, s their sample standard deviation, all
after winsorising.

- n ≥ ${MIN_COUNT_FOR_Z} and s > 1e-8: z = (value − median) / (s + 1e-8), with the other sign where lower is better;
  points = ${NEUTRAL_POINTS} + ${POINTS_PER_Z} × z, clamped to 0 to 100 (Z_SCORE).
- Else, with n ≥ 2: points = rank / (n + 1) × 100, where 1 is the worst rank and ties share their average (RANK).
- n ≤ 1: ${NEUTRAL_POINTS} (NEUTRAL). A null of such a group ${inBoth(methods, ({ points }) =>
  points.lone_groups_score_nulls ? `scores ${NEUTRAL_POINTS}, too` : 'is treated as any other null (§3)',
)}.

Values are rounded to ten decimals before they are ranked, so that noise breaks no tie.
`;
