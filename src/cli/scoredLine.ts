import type { ScoredOutdated } from '../runs/scoreOutdated.js';
import type { ScoredSpan } from '../runs/scoreSpan.js';

/**
 * Returns the lines that say how many sessions were scored, and got risks alone; none if none were to be. Where several methods
 * scored, the lines of the others begin with their names.
 */
export function scoredLine(scored: ScoredOutdated | null): string[] {
  if (scored === null) return [];
  const others = [...(scored.others ?? [])].flatMap(([name, span]) =>
    linesOf(span).map((line) => `${name}: ${line}`),
  );
  return [...linesOf(scored), ...others];
}

function linesOf({ sessions, runs, unchanged }: ScoredSpan): string[] {
  const [alone, others] = [true, false].map((which) => runs.filter(({ risksAlone }) => risksAlone === which));
  const changed = others.reduce((sum, run) => sum + run.changed, 0);
  return [
    `${others.length} of ${sessions} sessions scored${spanOf(others)}, ${changed} scores changed; ${unchanged} are up to date.`,
    ...(alone.length === 0
      ? []
      : [`${alone.length} sessions keep their scores and got new risks${spanOf(alone)}.`]),
  ];
}

const spanOf = (runs: ScoredSpan['runs']): string =>
  runs.length === 0 ? '' : ` (${runs[0].day} to ${runs[runs.length - 1].day})`;
