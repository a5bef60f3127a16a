import type { Database } from './database.js';

/** Whether a store has users in addition to the built-in one. */
export async function hasUsers({ db }: Pick<Database, 'db'>): Promise<boolean> {
  const user = await db.selectFrom('users').select('id').where('id', '<>', 0).limit(1).executeTakeFirst();
  return user !== undefined;
}
