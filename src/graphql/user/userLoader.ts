import DataLoader from 'dataloader';
import { USER_COLUMNS, userOfJson, type UserRow } from '../../access/users/userRow.js';
import type { LoaderSources } from '../loaders.js';

/** Loads users by their ids; null where there is none. */
export function userLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<number, UserRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows<UserRow>(
      db.selectFrom('users').select(USER_COLUMNS).where('id', 'in', ids),
    );
    const byId = new Map(rows.map((row) => [row.id, userOfJson(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}
