import { hash } from 'node:crypto';
import { requireEntries } from '../../books/requireEntries.js';
import { METRICS } from '../../companies/figures/metricCodes.js';
import type { MetricFigure } from '../../companies/figures/metricFigure.js';
import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { requireSpan } from '../requireSpan.js';
import type { BasisName, PeriodName } from './metricEnums.js';

/** Which figures a client asks for. What is null or undefined matches all. */
export interface AskedFigures {
  readonly codes: readonly string[] | null | undefined;
  readonly periods: readonly PeriodName[] | null | undefined;
  /** Bounds of the ends of periods, inclusive. */
  readonly from: IsoDate | null | undefined;
  readonly to: IsoDate | null | undefined;
  readonly basis: BasisName | null | undefined;
}

/**
 * Refuses a selection that nothing can ever match.
 *
 * @throws UserError for an empty list, an unknown code, and a span that ends before it begins
 */
export function requireSelection({ codes, periods, from, to }: AskedFigures): void {
  requireEntries('codes', codes);
  requireEntries('periods', periods);
  const unknown = codes?.find((code) => !METRICS.has(code));
  if (unknown !== undefined) {
    throw new UserError(
      `Expected the code of a metric in codes, got "${shown(unknown)}": it is one of ${[...METRICS.keys()].join(', ')}.`,
    );
  }
  requireSpan(from, to);
}

/** Returns the figures that match a selection, in their order. */
export function selectedFigures(
  figures: readonly MetricFigure[],
  { codes, periods, from, to, basis }: AskedFigures,
): readonly MetricFigure[] {
  const [since, until] = [from ? dayOf(from) : -Infinity, to ? dayOf(to) : Infinity];
  const ofCodes = codes && new Set(codes);
  return figures.filter(
    (figure) =>
      figure.periodEnd >= since &&
      figure.periodEnd <= until &&
      (!ofCodes || ofCodes.has(figure.code)) &&
      (!periods || periods.includes(figure.period)) &&
      (!basis || figure.basis === basis),
  );
}

/** Returns what tells a selection from others in cursors, which must stay short. */
export function markOfSelection({ codes, periods, from, to, basis }: AskedFigures): string {
  const values = [
    codes && [...new Set(codes)].sort(),
    periods && [...new Set(periods)].sort(),
    from,
    to,
    basis,
  ];
  return hash('sha256', JSON.stringify(values.map((value) => value ?? null))).slice(0, 16);
}
