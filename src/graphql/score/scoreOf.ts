import type { GraphqlContext } from '../context.js';
import { runLoader } from '../run/runLoaders.js';
import { Score } from './score.js';
import { scoreOfRunLoader, type ScoreKey } from './scoreLoaders.js';

/** Finds the score that a run stored; null where there is none. */
export async function scoreOf(
  key: ScoreKey,
  { loaders, runs, snapshot }: Pick<GraphqlContext, 'loaders' | 'runs' | 'snapshot'>,
): Promise<Score | null> {
  // Loads the run at the same time, so that both take one statement.
  const run = snapshot.currentRun(key.runId) ?? loaders.get(runLoader).load(key.runId);
  const [row] = await Promise.all([loaders.get(scoreOfRunLoader).load(key), run]);
  return row && runs.with([row], () => new Score(row, runs));
}
