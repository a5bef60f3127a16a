import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { AFTER, AS_RECORDED, BEFORE, FIRST, LAST } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { momentOf } from '../momentLoader.js';
import { DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Statement, StatementConnection } from './statement.js';
import { statementCountLoader, statementsLoader, type StatementPlace } from './statementLoaders.js';

const PAGE = 100;

@Resolver(() => Stock)
export class StockStatements {
  @FieldResolver(() => StatementConnection, {
    description:
      'Raw figures of statements, the newest period first, and of a period the newest publication first. With ' +
      '`asRecorded`, those that were known then; `supersededAt` tells which of them were corrected since.',
  })
  async statements(
    @Root() { stockId, ticker }: Stock,
    @Arg('asRecorded', () => DateTimeScalar, { nullable: true, description: AS_RECORDED })
    asRecorded: Date | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<StatementConnection> {
    const { loaders } = context;
    const size = requestedPage({ first, last }, PAGE, context);
    const of = { stockId, moment: momentOf(asRecorded) };
    const list = { name: 'statements', of: { stock: ticker, asRecorded: of.moment } };
    const places = decodeCursors({ after, before }, list, placeIn);
    const rows = await loaders.get(statementsLoader).load({
      ...of,
      ...places,
      isFromEnd: size.first === null,
      limit: rowsToRead(size),
    });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new Statement(row),
      cursor: () =>
        encodeCursor(list, row.period_end, row.published_on, row.period, row.months, row.basis, row.metric),
    }));
    return new StatementConnection({ ...page, items }, () => loaders.get(statementCountLoader).load(of));
  }
}

/** Reads a place among the values of a cursor; null for another one. */
function placeIn(parts: readonly unknown[]): StatementPlace | null {
  const [end, published, period, length, basis, metric] = parts;
  const [period_end, published_on, months] = [dateInCursor(end), dateInCursor(published), idInCursor(length)];
  if (period_end === null || published_on === null || months === null) return null;
  if (typeof period !== 'string' || typeof basis !== 'string' || typeof metric !== 'string') return null;
  return { period_end, published_on, period, months, basis, metric };
}
