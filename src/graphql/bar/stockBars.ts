import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { adjustedBars } from '../../market/adjustedBars.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, FIRST, FROM, TO } from '../arguments.js';
import { dateInCursor, decodeCursor, encodeCursor, pageOfRows, pageSize } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import { featuresLoader } from '../features/featuresLoader.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Bar, BarConnection } from './bar.js';
import { actionsLoader, barCountLoader, barsLoader } from './barLoaders.js';

const PAGE = 260;

@Resolver(() => Stock)
export class StockBars {
  @FieldResolver(() => BarConnection, {
    description:
      'Its daily bars, the newest first (turn a page around to draw it). Days on which it was not traded have none.',
  })
  async bars(
    @Root() stock: Stock,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('adjusted', () => Boolean, {
      defaultValue: true,
      description:
        'True: as they look on the last day asked for, after all splits and bonuses up to it (method §1), so that ' +
        'they compare; false: as traded. The same where prices were imported as adjusted already.',
    })
    adjusted: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BarConnection> {
    const { loaders } = context;
    const size = pageSize(first, PAGE, context);
    const before = decodeCursor(after, 'bars', ([date]) => dateInCursor(date));
    const stretch = { stockId: stock.stockId, from: from ?? null, to: to ?? null };
    const [traded, actions, newest] = await Promise.all([
      loaders.get(barsLoader).load({ ...stretch, before, limit: size + 1 }),
      adjusted ? loaders.get(actionsLoader).load(stock.stockId) : [],
      adjusted ? loaders.get(featuresLoader).load({ stockId: stock.stockId, until: stretch.to }) : null,
    ]);
    // The newest session: of the features, which go on for some days where a stock is not traded.
    const rows = adjustedBars(traded, actions, newest?.day ?? stretch.to);
    const page = pageOfRows(rows, size, before, (row) => ({
      node: new Bar(row),
      cursor: () => encodeCursor('bars', row.day),
    }));
    return new BarConnection(page, () => loaders.get(barCountLoader).load(stretch));
  }
}
