import DataLoader from 'dataloader';
import type { RunRow } from '../../database/runRow.js';
import type { ExplainedStock } from '../../runs/reproduce/explainedStock.js';
import { spansOf } from '../../runs/reproduce/spansOf.js';
import { dayOf } from '../../market/day.js';
import { hasStoredFeatures } from '../../market/store/updateFeatures.js';
import type { Ticker } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';

/** Units of reading the features of a span of days, and the facts of a batch. */
const SPAN = 200;
const BATCH = 100;
/** Units of computing a score of a run: less than what it takes, because it is worked out once for all callers. */
const SCORE = 0.2;
/** The same for a method whose features are computed from bars each time. */
const SCORE_FROM_BARS = 10;

/** A stock whose components in a run are asked for. */
interface ExplainedKey {
  readonly run: RunRow;
  readonly ticker: Ticker;
}

/**
 * Loads the components of stocks in runs. Runs that are asked for together are computed together, each once for all
 * stocks. If any has to be computed, the operation counts once against the caller's limit of `components`, and is charged
 * for the runs before they are computed.
 */
export function explainedLoader({
  explainedStocks,
  rateLimits,
  reads,
  snapshot,
}: Pick<LoaderSources, 'explainedStocks' | 'rateLimits' | 'reads' | 'snapshot'>): DataLoader<
  ExplainedKey,
  ExplainedStock,
  string
> {
  const refusalOf = async (missing: readonly ExplainedKey[]): Promise<Error | null> => {
    if (missing.length === 0) return null;
    try {
      await rateLimits.take('components', '');
      const runs = [...new Map(missing.map(({ run }) => [run.id, run])).values()];
      reads.charge(unitsOf(runs, snapshot));
      return null;
    } catch (error) {
      return error as Error;
    }
  };
  return new DataLoader(
    async (keys) => {
      const isMissing = (key: ExplainedKey) => !explainedStocks.isKept(key);
      const refusal = await refusalOf(keys.filter(isMissing));
      const refused = refusal === null ? new Set() : new Set(keys.filter(isMissing));
      const allowed = keys.filter((key) => !refused.has(key));
      const answers = await reads.outOfTurn(() =>
        Promise.all(explainedStocks.explain(allowed).map((stock) => stock.catch((error: Error) => error))),
      );
      const byKey = new Map(allowed.map((key, k) => [key, answers[k]]));
      return keys.map((key) => byKey.get(key) ?? refusal ?? new Error(`run ${key.run.id} was not computed`));
    },
    { cacheKeyFn: ({ run, ticker }) => `${run.id} ${ticker}` },
  );
}

/** Returns the units of computing runs. */
function unitsOf(runs: readonly RunRow[], snapshot: LoaderSources['snapshot']): number {
  const dated = runs.map(({ day, read_batch: readBatch }) => ({ day: dayOf(day), readBatch }));
  const batches = new Set(dated.map(({ readBatch }) => readBatch));
  const ofScores = runs.map(({ method_hash, total }) => {
    const isStored = hasStoredFeatures(snapshot.method(method_hash));
    return (total ?? 0) * (isStored ? SCORE : SCORE_FROM_BARS);
  });
  return Math.ceil(
    ofScores.reduce((sum, units) => sum + units, spansOf(dated).length * SPAN + batches.size * BATCH),
  );
}
