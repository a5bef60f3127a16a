import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { NotScored } from '../../database/tables.js';
import type { Ticker } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

export interface NotScoredKey {
  readonly runId: number;
  readonly ticker: Ticker;
}

/** Loads why runs did not score companies; null where they did, or did not know the company. */
export function notScoredLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<NotScoredKey, NotScored | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<{ readonly at: number; readonly why: NotScored | null }>`
      SELECT asked.at, runs.not_scored -> asked.ticker AS why
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ ticker }) => ticker)}::text[]
      ) WITH ORDINALITY AS asked (run_id, ticker, at)
      JOIN runs ON runs.id = asked.run_id`);
    return inOrderOfKeys(keys.length, rows).map((own) => own.at(0)?.why ?? null);
  });
}
