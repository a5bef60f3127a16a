import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { owned } from '../owned.js';

/**
 * Changes what one user may not have twice before things are handed over to another who has the same already: models get
 * another name, keys of requests are forgotten, and stocks that both watch keep their place in the list of the other, which
 * comes first.
 */
export async function makeRoom(
  db: Database['db'],
  client: pg.ClientBase,
  from: number,
  to: number,
): Promise<void> {
  await rowsOver(
    client,
    db
      .updateTable('models as model')
      .set({ name: sql<string>`left(model.name, 230) || ' (adopted, ' || model.id || ')'` })
      .where(owned('model', from))
      .where(
        'model.name',
        'in',
        db.selectFrom('models as theirs').where(owned('theirs', to)).select('theirs.name'),
      ),
  );
  await rowsOver(
    client,
    db
      .updateTable('rebalances as rebalance')
      .set({ idempotency_key: null, idempotency_hash: null })
      .where(owned('rebalance', from))
      .where('rebalance.idempotency_key', 'is not', null),
  );
  await rowsOver(
    client,
    db
      .deleteFrom('watched_stocks as watched')
      .where(owned('watched', from))
      .where(
        'watched.stock_id',
        'in',
        db.selectFrom('watched_stocks as theirs').where(owned('theirs', to)).select('theirs.stock_id'),
      ),
  );
  const places = db
    .selectFrom('watched_stocks as theirs')
    .where(owned('theirs', to))
    .select(sql<number>`coalesce(max(theirs.place) + 1, 0)`.as('count'));
  await rowsOver(
    client,
    db
      .updateTable('watched_stocks as watched')
      .set({ place: sql<number>`watched.place + (${places})` })
      .where(owned('watched', from)),
  );
}
