import type DataLoader from 'dataloader';
import type { Owners } from '../../access/owned.js';
import { modelOf, selectModels, type ModelRow, type SelectedModel } from '../../portfolios/store/modelRow.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { tickerOfToday } from './tickerOfToday.js';

/** Names a model that owners may have. */
export interface ModelKey {
  readonly owners: Owners;
  readonly id: number;
}

/** Loads models by their ids; null where the owners have no such model. */
export function modelLoader({
  database: { db },
  reads,
  snapshot,
}: Pick<LoaderSources, 'database' | 'reads' | 'snapshot'>): DataLoader<ModelKey, ModelRow | null, string> {
  const today = tickerOfToday(snapshot);
  return keyedLoader(async (keys) => {
    // An operation has two at most: the caller, and everybody.
    const groups = [...new Set(keys.map(({ owners }) => owners))].map(async (owners) => {
      const ids = keys.filter((key) => key.owners === owners).map(({ id }) => id);
      const rows = await reads.rows<SelectedModel>(selectModels(db, owners).where('model.id', 'in', ids));
      return [owners, new Map(rows.map((row) => [row.id, modelOf(row, today)]))] as const;
    });
    const found = new Map(await Promise.all(groups));
    return keys.map(({ owners, id }) => found.get(owners)?.get(id) ?? null);
  });
}
