import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { apiKeyOf, selectApiKeys, type ApiKeyRow, type SelectedApiKey } from '../../access/keys/apiKeyRow.js';
import { KEY_BOUNDS } from '../../access/keys/newApiKey.js';
import { owned, type Owners } from '../../access/owned.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;

interface OwnedKey {
  readonly owners: Owners;
  readonly id: number;
}

/** Loads API keys by their ids; null where the owners have no such key. */
export function apiKeyLoader({
  database: { db },
  reads,
}: Sources): DataLoader<OwnedKey, ApiKeyRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows<SelectedApiKey>(selectApiKeys(db, owners).where('key.id', '=', id));
        return rows.length === 0 ? null : apiKeyOf(rows[0]);
      }),
    ),
  );
}

/** Loads the newest API keys of a user that are neither revoked nor expired, as many as one may have. */
export function keysOfUserLoader({
  database: { db },
  reads,
}: Sources): DataLoader<{ readonly owner: number }, readonly ApiKeyRow[], string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owner }) => {
        const rows = await reads.rows<SelectedApiKey>(
          selectApiKeys(db, owner)
            .where('key.revoked_at', 'is', null)
            .where('key.expires_at', '>', sql<Date>`now()`)
            .orderBy('key.id', 'desc')
            .limit(KEY_BOUNDS.keys),
        );
        return rows.map(apiKeyOf);
      }),
    ),
  );
}

/** Lists API keys in every state. */
export function apiKeyListing({ database: { db }, reads }: Sources): RowListing<Owners, ApiKeyRow> {
  return rowListing(
    async (owners, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<SelectedApiKey>(
        selectApiKeys(db, owners)
          .$if(after !== null, (query) => query.where('key.id', '<', after))
          .$if(before !== null, (query) => query.where('key.id', '>', before))
          .orderBy('key.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(apiKeyOf);
    },
    async (owners) => {
      const [{ count }] = await reads.rows(
        db
          .selectFrom('api_keys as key')
          .where(owned('key', owners))
          .select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  );
}
