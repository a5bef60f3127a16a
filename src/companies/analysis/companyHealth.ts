import { meanOf } from '../../scoring/statistics.js';
import { healthCriteria, type HealthCriterion } from './healthCriteria.js';
import type { HealthInputs } from './healthInputs.js';
import type { NamedNumber } from './insight.js';
import { judgedHealth, type JudgedHealth } from './judgedHealth.js';
import { pointsOf } from './pointsOf.js';

/** How healthy a company is by its figures. */
export interface CompanyHealth extends JudgedHealth {
  /** Fractions; null where they are not known, or do not apply. */
  readonly growth: number | null;
  readonly operatingMargin: number | null;
  readonly returnOnCapital: number | null;
  /** Points of each of these from 20 to 100, and the mean of those that are known; null where none is. */
  readonly scores: readonly NamedNumber[];
  /** How many of those that apply are known, as a fraction. */
  readonly coverage: number;
}

const NAMES = ['growth', 'operatingMargin', 'returnOnCapital'] as const;

/** Judges and scores a company by its figures. */
export function companyHealth(inputs: HealthInputs): CompanyHealth {
  const criteria = healthCriteria(inputs);
  const known = criteria.filter(({ value }) => value !== null);
  const of = (name: HealthCriterion['name']) => criteria.find((one) => one.name === name);
  const scores = NAMES.map((name) => ({ name, value: scoreOf(of(name)) }));
  const points = scores.flatMap(({ value }) => value ?? []);
  const overall = points.length === 0 ? null : meanOf(Float64Array.from(points));
  return {
    ...judgedHealth(inputs, criteria),
    growth: of('growth')?.value ?? null,
    operatingMargin: of('operatingMargin')?.value ?? null,
    returnOnCapital: of('returnOnCapital')?.value ?? null,
    scores: [...scores, { name: 'overall', value: overall }],
    coverage: known.length / criteria.length,
  };
}

const scoreOf = (criterion: HealthCriterion | undefined): number | null =>
  criterion === undefined ? null : pointsOf(criterion.value, criterion.scale);
