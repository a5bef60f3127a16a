import { UserError } from '../../../userError.js';
import type { MetricKind } from '../metrics.js';
import type { NewAlertRule } from './newAlertRule.js';

/**
 * Checks the threshold of a rule, and how far back behind it a value has to be so that the alert is resolved.
 *
 * @returns both, rearm by the metric's default where the rule does not say it
 * @throws UserError where one of them is missing, may not be there, or is out of the metric's range
 */
export function requireThreshold(
  { metric, comparator, threshold, rearm }: NewAlertRule,
  { threshold: range, rearm: usual }: MetricKind,
): { readonly threshold: number | null; readonly rearm: number } {
  if (comparator === 'CHANGED' || range === null) {
    // A client may send back the 0 that it read.
    if (threshold === null && (rearm === null || rearm === 0)) return { threshold: null, rearm: 0 };
    const name = threshold === null ? 'rearm' : 'threshold';
    throw new UserError(
      `Expected no ${name} in a rule of ${metric}, whose comparator is CHANGED, got ${threshold ?? rearm}: leave it out.`,
    );
  }
  const { min, max, unit } = range;
  if (threshold === null) {
    throw new UserError(
      `Expected a threshold in a rule of ${metric}, got none: give one of ${min} to ${max} (${unit}).`,
    );
  }
  if (!(threshold >= min && threshold <= max)) {
    throw new UserError(
      `Expected the threshold of a rule of ${metric} to be ${min} to ${max} (${unit}), got ${threshold}: give another.`,
    );
  }
  if (rearm !== null && !(rearm >= 0 && rearm <= max - min)) {
    throw new UserError(
      `Expected rearm in a rule of ${metric} to be 0 to ${max - min} (${unit}), got ${rearm}: give another, or leave it ` +
        'out for the default.',
    );
  }
  // Of -0 it makes 0.
  return { threshold: threshold + 0, rearm: (rearm ?? usual(threshold)) + 0 };
}
