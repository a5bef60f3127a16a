import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { joinedStock, scoreColumns, type ScoreRow } from '../../books/dayBook.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import { PRICES } from '../limits/prices.js';
import type { LoaderSources } from '../loaders.js';

export interface EvidenceKey {
  readonly stockId: number;
  readonly mode: Mode;
  readonly day: IsoDate;
}

/** Loads current scores of exact days; null where there is none. */
export function evidenceLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<EvidenceKey, ScoreRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<ScoreRow & { readonly at: number }>`
      SELECT asked.at, ${scoreColumns}
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ day }) => day)}::date[]
      ) WITH ORDINALITY AS asked (stock_id, mode, day, at)
      JOIN current_scores AS scored
        ON scored.stock_id = asked.stock_id AND scored.mode = asked.mode AND scored.day = asked.day
      ${joinedStock}`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}
