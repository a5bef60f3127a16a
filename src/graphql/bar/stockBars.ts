import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { adjustedBars } from '../../market/adjustedBars.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, FIRST, FROM, TO } from '../arguments.js';
import { dateInCursor, decodeCursor, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { pageSize } from '../connection/pageSize.js';
import type { GraphqlContext } from '../context.js';
import { featuresLoader } from '../features/featuresLoader.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Bar, BarConnection } from './bar.js';
import { actionsLoader, barCountLoader, barsLoader } from './barLoaders.js';

const PAGE = 260;

@Resolver(() => Stock)
export class StockBars {
  @FieldResolver(() => BarConnection, {
    description:
      'Daily bars, the newest first; reverse a page to draw it. Days on which the stock was not traded have no bar.',
  })
  async bars(
    @Root() stock: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('adjusted', () => Boolean, {
      defaultValue: true,
      description:
        'True: adjusted for all splits and bonuses up to the last day of the span, so that all bars are comparable ' +
        '(method §1). False: as traded. Both are the same where the prices were imported as adjusted.',
    })
    adjusted: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BarConnection> {
    const { loaders } = context;
    requireSpan(from, to);
    const size = pageSize(first, PAGE, context);
    const before = decodeCursor(after, 'bars', ([date]) => dateInCursor(date));
    const stretch = { stockId: stock.stockId, from: from ?? null, to: to ?? null };
    const [traded, actions, newest] = await Promise.all([
      loaders.get(barsLoader).load({ ...stretch, before, limit: size + 1 }),
      adjusted ? loaders.get(actionsLoader).load(stock.stockId) : [],
      adjusted ? loaders.get(featuresLoader).load({ stockId: stock.stockId, until: stretch.to }) : null,
    ]);
    // Features tell the newest session: they go on for some days after the last bar when a stock is not traded.
    const rows = adjustedBars(traded, actions, newest?.day ?? stretch.to);
    const page = pageOfRows(rows, size, before, (row) => ({
      node: new Bar(row),
      cursor: () => encodeCursor('bars', row.day),
    }));
    return new BarConnection(page, () => loaders.get(barCountLoader).load(stretch));
  }
}
