import { CALENDAR_DAYS_AT_ONCE } from '../../market/store/storedFeatures.js';
import type { Day } from '../../scoring/names.js';

/** What decides which runs are computed together. */
interface Dated {
  readonly day: Day;
  readonly readBatch: number;
}

/**
 * Splits runs into spans that are computed one after the other: runs of ten weeks at most, which read at the same batch.
 *
 * @returns the spans ascending by batch and day, as are the runs of each
 */
export function spansOf<Run extends Dated>(runs: readonly Run[]): Run[][] {
  const spans: Run[][] = [];
  for (const run of runs.toSorted((a, b) => a.readBatch - b.readBatch || a.day - b.day)) {
    const span = spans.at(-1);
    const isWithin = span?.[0].readBatch === run.readBatch && run.day < span[0].day + CALENDAR_DAYS_AT_ONCE;
    if (span !== undefined && isWithin) span.push(run);
    else spans.push([run]);
  }
  return spans;
}
