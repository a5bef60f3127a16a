import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { adjustedBars } from '../../market/adjustedBars.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, FROM, LAST, TO } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { featuresLoader } from '../features/featuresLoader.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Bar, BarConnection } from './bar.js';
import { adjustmentsLoader } from './adjustmentsLoader.js';
import { barCountLoader, barsFromEndLoader, barsLoader } from './barLoaders.js';

const PAGE = 260;
const NO_PLACES = { after: null, before: null };

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
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BarConnection> {
    const { loaders } = context;
    requireSpan(from, to);
    const size = requestedPage({ first, last }, PAGE, context);
    const list = {
      name: 'bars',
      of: { stock: stock.ticker, from: from ?? null, to: to ?? null, adjusted },
    };
    const places = decodeCursors({ after, before }, list, ([day, asOf]) => placeOf(day, asOf));
    // All pages of a list are adjusted up to the same day, and end with it, so that their bars are comparable.
    const ofList = (places.after ?? places.before)?.asOf ?? null;
    const stretch = { stockId: stock.stockId, from: from ?? null, to: ofList ?? to ?? null };
    const isNew = adjusted && ofList === null;
    const isFromEnd = size.first === null;
    const [traded, adjustments, features, newest] = await Promise.all([
      loaders.get(isFromEnd ? barsFromEndLoader : barsLoader).load({
        ...stretch,
        after: places.after?.day ?? null,
        before: places.before?.day ?? null,
        limit: rowsToRead(size),
      }),
      adjusted ? loaders.get(adjustmentsLoader).load(stock.stockId) : [],
      isNew ? loaders.get(featuresLoader).load({ stockId: stock.stockId, until: stretch.to }) : null,
      isNew && isFromEnd ? loaders.get(barsLoader).load({ ...stretch, ...NO_PLACES, limit: 1 }) : [],
    ]);
    // Features tell the newest session: they go on for some days after the last bar when a stock is not traded. The
    // running session may have a bar and no features yet.
    const known = features?.day ?? stretch.to;
    const newestDay = (newest.at(0) ?? traded.at(0))?.day;
    const asOf = known !== null && newestDay !== undefined && newestDay > known ? newestDay : known;
    const page = pageOfRows(adjustedBars(traded, adjustments, asOf), size, places);
    const items = page.items.map((row) => ({
      node: new Bar(row),
      cursor: () => encodeCursor(list, row.day, adjusted ? asOf : null),
    }));
    return new BarConnection({ ...page, items }, () => loaders.get(barCountLoader).load(stretch));
  }
}

/** A place in a list of bars. */
interface BarPlace {
  readonly day: IsoDate;
  /** The last day of the list, which its bars are adjusted up to; null: as traded, or up to the newest. */
  readonly asOf: IsoDate | null;
}

function placeOf(date: unknown, last: unknown): BarPlace | null {
  const [day, asOf] = [dateInCursor(date), dateInCursor(last)];
  return day === null || (asOf === null && last !== null) ? null : { day, asOf };
}
