import type { RecordedDay } from '../../market/store/featuresOfDays.js';

/** Runs of a span. The features of a thousand stocks on so many days take ten megabytes. */
const MOST_RUNS = 50;

/** Days of the calendar that a span covers: features are read from its first day to its last. */
const MOST_DAYS = 72;

/**
 * Splits runs into spans that are computed one after the other, each of at most 50 runs within ten weeks.
 *
 * @returns the spans and the runs of each ascending by batch and day, because facts are read on from batch to batch
 */
export function spansOf<Run extends RecordedDay>(runs: readonly Run[]): Run[][] {
  const spans: Run[][] = [];
  let [first, last] = [Infinity, -Infinity];
  for (const run of runs.toSorted((a, b) => a.readBatch - b.readBatch || a.day - b.day)) {
    first = Math.min(first, run.day);
    last = Math.max(last, run.day);
    const span = spans.at(-1);
    if (span !== undefined && span.length < MOST_RUNS && last < first + MOST_DAYS) {
      span.push(run);
    } else {
      spans.push([run]);
      first = last = run.day;
    }
  }
  return spans;
}
