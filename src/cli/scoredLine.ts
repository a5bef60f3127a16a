import type { ScoredSpan } from '../runs/scoreSpan.js';

/**
 * Returns the line that says how many sessions were scored; no line if none were to be.
 *
 * @param done what was done to the sessions
 */
export function scoredLine(scored: ScoredSpan | null, done: 'scored' | 'assessed' = 'scored'): string[] {
  if (scored === null) return [];
  const { sessions, runs, unchanged } = scored;
  const changed = runs.reduce((sum, run) => sum + run.changed, 0);
  const days = runs.length === 0 ? '' : ` (${runs[0].day} to ${runs[runs.length - 1].day})`;
  return [
    `${runs.length} of ${sessions} sessions ${done}${days}, ${changed} scores changed; ${unchanged} are up to date.`,
  ];
}
