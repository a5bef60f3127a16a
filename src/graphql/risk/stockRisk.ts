import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, FROM, LAST, ON, TO } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Risk, RiskConnection } from './risk.js';
import { riskCountLoader, riskHistoryFromEndLoader, riskHistoryLoader } from './riskLoaders.js';

const PAGE = 100;

@Resolver(() => Stock)
export class StockRisk {
  @FieldResolver(() => Risk, {
    nullable: true,
    description: 'The assessment of the day, or of the newest assessed session before it; null where none.',
  })
  risk(
    @Root() stock: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Ctx() { books, snapshot }: GraphqlContext,
  ): MaybePromise<Risk | null> {
    return whenKnown(books.risksOf(on ?? null), (book) => {
      const row = book?.riskOf(stock.ticker);
      return row ? Risk.of(row, snapshot) : null;
    });
  }

  @FieldResolver(() => RiskConnection, {
    description: 'Risks of the stock, one for each assessed session, the newest first.',
  })
  async risks(
    @Root() stock: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<RiskConnection> {
    const { loaders, snapshot } = context;
    requireSpan(from, to);
    const size = requestedPage({ first, last }, PAGE, context);
    const span = { stockId: stock.stockId, from: from ?? null, to: to ?? null };
    const list = { name: 'risks', of: { stock: stock.ticker, from: span.from, to: span.to } };
    const places = decodeCursors({ after, before }, list, ([day]) => dateInCursor(day));
    const loader = loaders.get(size.first === null ? riskHistoryFromEndLoader : riskHistoryLoader);
    const rows = await loader.load({ ...span, ...places, limit: rowsToRead(size) });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: Risk.of(row, snapshot),
      cursor: () => encodeCursor(list, row.day),
    }));
    return new RiskConnection({ ...page, items }, () => loaders.get(riskCountLoader).load(span));
  }
}
