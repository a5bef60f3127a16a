import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { USER_COLUMNS, userOfJson, type UserRow } from '../../access/users/userRow.js';
import type { Database } from '../../database/database.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import type { LoaderSources } from '../loaders.js';
import type { UserSelection } from './userFilter.js';

/** Lists users, with the built-in one. */
export function userListing({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): RowListing<UserSelection, UserRow> {
  return rowListing(
    async (selection, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<UserRow>(
        selectUsers(db, selection)
          .select(USER_COLUMNS)
          .$if(after !== null, (query) => query.where('id', '<', after))
          .$if(before !== null, (query) => query.where('id', '>', before))
          .orderBy('id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(userOfJson);
    },
    async (selection) => {
      const [{ count }] = await reads.rows(
        selectUsers(db, selection).select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  );
}

function selectUsers(db: Database['db'], { search, roles, active }: UserSelection) {
  // The text is looked for as it is: LIKE would take "%" and "_" for others. Letters have the case of Unicode, also in a
  // database with the locale C.
  const lower = (text: RawBuilder<unknown>) => sql`lower(${text} COLLATE "und-x-icu")`;
  const contains = (column: string) =>
    sql<SqlBool>`strpos(${lower(sql.ref(column))}, ${lower(sql`${search}::text`)}) > 0`;
  return db
    .selectFrom('users')
    .$if(search !== null, (query) => query.where((by) => by.or([contains('name'), contains('email')])))
    .$if(roles !== null, (query) => query.where('role', 'in', roles ?? []))
    .$if(active !== null, (query) => query.where('active', '=', active));
}
