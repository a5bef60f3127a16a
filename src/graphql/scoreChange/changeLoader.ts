import DataLoader from 'dataloader';
import type { RunRow } from '../../database/runRow.js';
import { hasStoredFeatures } from '../../market/store/updateFeatures.js';
import type { StockChange } from '../../runs/reproduce/attributedChanges.js';
import type { Ticker } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';

/** Units of reading two sessions, as recorded at one or two batches. */
const PAIR = 600;
/** Units of each score of a session that is computed. */
const SCORE = 0.1;
/** The same where features are computed from bars. */
const SCORE_FROM_BARS = 10;
/** Sessions that are scored for all stocks of a pair of runs, and for each of them. */
const SHARED = 4;
const OWN = 2;

/** A stock whose change from one run to another is asked for. */
interface ChangeKey {
  /** The run of the former score. */
  readonly from: RunRow;
  readonly to: RunRow;
  readonly ticker: Ticker;
}

/**
 * Loads why scores changed. Stocks of the same two runs share what is read. If anything has to be computed, the operation
 * counts once against the caller's limit of `components`, and is charged before it is computed.
 */
export function changeLoader({
  attributedChanges,
  rateLimits,
  reads,
  snapshot,
}: Pick<LoaderSources, 'attributedChanges' | 'rateLimits' | 'reads' | 'snapshot'>): DataLoader<
  ChangeKey,
  StockChange,
  string
> {
  return new DataLoader(
    async (keys) => {
      const missing = keys.filter((key) => !attributedChanges.isKept(key));
      if (missing.length > 0) {
        await rateLimits.take('components', '');
        reads.charge(unitsOf(missing, snapshot));
      }
      return reads.outOfTurn(() => attributedChanges.explain(keys, reads.signal));
    },
    { cacheKeyFn: ({ from, to, ticker }) => `${from.id} ${to.id} ${ticker}` },
  );
}

/** Returns the units of explaining changes. */
function unitsOf(changes: readonly ChangeKey[], snapshot: LoaderSources['snapshot']): number {
  const pairs = new Set<string>();
  let units = 0;
  for (const { from, to } of changes) {
    const pair = `${from.id} ${to.id}`;
    const isStored = [from, to].every((run) => hasStoredFeatures(snapshot.method(run.method_hash)));
    const scores = Math.max(from.total ?? 0, to.total ?? 0);
    if (!pairs.has(pair)) {
      units += PAIR + SHARED * scores * (isStored ? SCORE : SCORE_FROM_BARS);
      pairs.add(pair);
    }
    units += OWN * scores * SCORE;
  }
  return Math.ceil(units);
}
