import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { bookOfCursor } from '../../books/cursor.js';
import type { Direction, StockOrderField } from '../../books/order.js';
import { stockPage } from '../../books/stockPage.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { AFTER, FIRST, ON } from '../arguments.js';
import { pageSize } from '../connection.js';
import type { GraphqlContext } from '../context.js';
import { DirectionEnum, ModeEnum, StockOrderFieldEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { Stock, StockConnection } from './stock.js';
import { StockFilter } from './stockFilter.js';

const PAGE = 50;

@InputType('StockOrder', { description: 'By what the screener is ordered.' })
class StockOrder {
  @Field(() => StockOrderFieldEnum, { description: 'The value that counts.' })
  readonly field!: StockOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'DESC', description: 'Which end comes first.' })
  readonly direction!: Direction;
}

const NO_PAGE = { items: [], hasNextPage: false, hasPreviousPage: false };

@Resolver()
export class StockQueries {
  @Query(() => Stock, {
    nullable: true,
    description: 'A stock by its ticker; null where no company is known by it.',
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
      'The screener: the stocks that have a score of a mode and day, filtered, ordered and in pages. Pages of one ' +
      'list keep to the run of the first one, so that none is missed or doubled when a new run comes in between.',
  })
  stocks(
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR', description: 'Whose scores.' }) mode: Mode,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: `${ON} With \`after\`, its day is that of the cursor.`,
    })
    on: IsoDate | null | undefined,
    @Arg('filter', () => StockFilter, { nullable: true, description: 'Which stocks; null: all.' })
    filter: StockFilter | null | undefined,
    @Arg('orderBy', () => StockOrder, {
      nullable: true,
      description: 'Their order; null: the best score first.',
    })
    orderBy: StockOrder | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<StockConnection> {
    const { books, market } = context;
    const size = pageSize(first, PAGE, context);
    const sectors = [...market.sectors.groups.keys()];
    const isFirst = after === null || after === undefined;
    return whenKnown(
      isFirst ? books.of(mode, on ?? null) : books.ofRun(bookOfCursor(after, mode)),
      (book) => {
        if (book === null) return new StockConnection(NO_PAGE, 0);
        const page = stockPage(book, { filter, orderBy, first: size, after, sectors });
        const items = page.items.map(({ row, cursor }) => ({ node: new Stock(row), cursor }));
        return new StockConnection({ ...page, items }, page.totalCount);
      },
    );
  }
}
