import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { AuditEntry, AuditEntryConnection } from './auditEntry.js';
import { AuditFilter, conditionsOf } from './auditFilter.js';
import { auditListing, type AuditPlace } from './auditLoaders.js';

const PAGE = 50;

@Resolver()
export class AuditQueries {
  @Query(() => AuditEntryConnection, {
    description: 'The audit: what was done, tried and denied, the newest first.',
  })
  async auditLog(
    @Arg('filter', () => AuditFilter, {
      nullable: true,
      description: 'Which entries to list; null: all.',
    })
    filter: AuditFilter | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<AuditEntryConnection> {
    const conditions = conditionsOf(filter);
    const list = { name: 'auditLog', of: { filter: JSON.stringify(conditions) } };
    const entries = context.loaders.get(auditListing);
    const size = requestedPage({ first, last }, PAGE, context);
    const places = decodeCursors({ after, before }, list, placeIn);
    const limit = rowsToRead(size);
    const rows = await entries.page({ conditions, ...places, isFromEnd: size.first === null, limit });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new AuditEntry(row),
      cursor: () => encodeCursor(list, row.micros, row.id),
    }));
    return new AuditEntryConnection({ ...page, items }, () => entries.count(conditions));
  }
}

/** Reads a place among the values of a cursor; null for another one. */
function placeIn([micros, id]: readonly unknown[]): AuditPlace | null {
  return isWhole(micros) && isWhole(id) ? { micros, id } : null;
}

const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
