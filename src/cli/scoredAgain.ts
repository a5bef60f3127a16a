import type { StoredRunSummary } from '../runs/scoreRuns.js';
import type { ScoredSpan } from '../runs/scoreSpan.js';

/** What changed on days that had been scored before. */
export interface ScoredAgain {
  readonly sessions: number;
  /** Scores that are other than before. */
  readonly changed: number;
  /** How many of these are in another band than before. */
  readonly bandsChanged: number;
}

/** Counts what changed on days that had been scored before. */
export function scoredAgain({ runs }: Pick<ScoredSpan, 'runs'>): ScoredAgain {
  const again = runs.filter((run) => run.again);
  const sum = (of: (run: StoredRunSummary) => number) => again.reduce((total, run) => total + of(run), 0);
  return {
    sessions: again.length,
    changed: sum((run) => run.changed),
    bandsChanged: sum((run) => run.bandsChanged),
  };
}
