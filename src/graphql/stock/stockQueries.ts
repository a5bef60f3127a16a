import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { bookOfCursor } from '../../books/cursor.js';
import type { Direction, StockOrderField } from '../../books/order.js';
import { stockPage } from '../../books/stockPage.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { AFTER, FIRST, ON } from '../arguments.js';
import { pageSize } from '../connection/pageSize.js';
import type { GraphqlContext } from '../context.js';
import { DirectionEnum, ModeEnum, StockOrderFieldEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { Stock, StockConnection } from './stock.js';
import { StockFilter } from './stockFilter.js';

const PAGE = 50;

@InputType('StockOrder', { description: 'Order of the stocks in the screener.' })
class StockOrder {
  @Field(() => StockOrderFieldEnum, { description: 'The value to order by.' })
  readonly field!: StockOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'DESC', description: 'Ascending or descending.' })
  readonly direction!: Direction;
}

const NO_PAGE = { items: [], hasNextPage: false, hasPreviousPage: false };

@Resolver()
export class StockQueries {
  @Query(() => Stock, {
    nullable: true,
    description: 'A stock by its ticker; null when no company has the ticker.',
  })
  stock(
    @Arg('ticker', () => TickerScalar, { description: 'Symbol and exchange, such as RELIANCE.NS.' })
    ticker: Ticker,
    @Ctx() { snapshot }: GraphqlContext,
  ): Stock | null {
    const company = snapshot.company(ticker);
    return company && new Stock(company);
  }

  @Query(() => StockConnection, {
    description:
      'The screener: the stocks that have a score of a mode and day, filtered, ordered and in pages. All ' +
      'pages of a list are from the run of the first page, so that no stock is missed or repeated when a new ' +
      'run ends in between.',
  })
  stocks(
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR', description: 'The mode of the scores.' })
    mode: Mode,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: `${ON} Ignored with \`after\`: the day is that of the cursor.`,
    })
    on: IsoDate | null | undefined,
    @Arg('filter', () => StockFilter, { nullable: true, description: 'The stocks to list; null: all.' })
    filter: StockFilter | null | undefined,
    @Arg('orderBy', () => StockOrder, {
      nullable: true,
      description: 'The order of the stocks; null: the best score first.',
    })
    orderBy: StockOrder | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<StockConnection> {
    const { books, runs } = context;
    const size = pageSize(first, PAGE, context);
    requireKnownFilter(filter, context);
    const isFirst = after === null || after === undefined;
    return whenKnown(
      isFirst ? books.of(mode, on ?? null) : books.ofRun(bookOfCursor(after, mode)),
      (book) => {
        if (book === null) return new StockConnection(NO_PAGE, 0);
        // The run of an earlier page need not be current any more.
        if (book.run !== null) runs.know(book.run);
        const page = stockPage(book, { filter, orderBy, first: size, after });
        const items = page.items.map(({ row, cursor }) => ({ node: new Stock(row, row), cursor }));
        return new StockConnection({ ...page, items }, page.totalCount);
      },
    );
  }
}
