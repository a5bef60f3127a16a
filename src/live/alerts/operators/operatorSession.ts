import type { OperatorFigures } from '../../../status/operatorFigures.js';
import type { Column, EvaluatedSession } from '../evaluation/column.js';
import type { AlertMetric } from '../metrics.js';

const FIGURES: Readonly<Partial<Record<AlertMetric, keyof OperatorFigures>>> = {
  DATA_STALE: 'sessionsBehind',
  RUN_FAILED: 'failedRuns',
  QUEUE_STUCK: 'waitedMinutes',
  ERROR_RATE: 'failedShare',
};

/** Returns what rules of operators are evaluated against: the store as one stock, whose figures are always new. */
export function operatorSession(figures: OperatorFigures): EvaluatedSession {
  return {
    day: null,
    size: 1,
    subjectOf: () => null,
    columnOf: ({ metric }): Column | null => {
      const figure = FIGURES[metric];
      if (figure === undefined) return null;
      return {
        values: Float64Array.of(figures[figure] ?? NaN),
        previous: Float64Array.of(NaN),
        isPresent: Uint8Array.of(1),
        isFresh: true,
        isProvisional: false,
      };
    },
  };
}
