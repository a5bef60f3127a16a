import { Arg, Ctx, Field, InputType, Int, Query, Resolver } from 'type-graphql';
import { bookOfCursor, notACursor } from '../../books/cursor.js';
import type { DayBook } from '../../books/dayBook.js';
import { neededSources } from '../../books/neededSources.js';
import { DEFAULT_ORDER, type Direction, type StockOrderField } from '../../books/order.js';
import type { ScoredDay, Snapshot } from '../../books/snapshot.js';
import { isScored, listOf } from '../../books/stockList.js';
import { stockPage } from '../../books/stockPage.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { codedError } from '../codedError.js';
import { AFTER, BEFORE, FIRST, LAST, ON } from '../arguments.js';
import { requestedPage } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { DirectionEnum, ModeEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { withSources } from './listPlace.js';
import { Stock, StockConnection } from './stock.js';
import { StockIncludeEnum, StockOrderFieldEnum, type StockInclude } from './stockFieldEnum.js';
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
      'The screener: the stocks that have a score of a mode, method and day, or all companies, filtered, ordered and in pages. ' +
      'Everything is of that day, as it was known at its close. All pages of a list are from the run and the facts of the ' +
      'first page, so that no stock is missed or repeated when a new run ends in between.',
  })
  stocks(
    @Arg('mode', () => ModeEnum, { defaultValue: 'INVESTOR', description: 'The mode of the scores.' })
    mode: Mode,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: `${ON} With a cursor, null means the day of the cursor, and another day is refused.`,
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
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Arg('include', () => StockIncludeEnum, { defaultValue: 'SCORED', description: 'The companies to list.' })
    include: StockInclude,
    @Arg('method', () => String, {
      nullable: true,
      description: `${METHOD} A cursor of a list by another method is refused.`,
    })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<StockConnection> {
    const { books, runs, snapshot } = context;
    const size = requestedPage({ first, last }, PAGE, context);
    const wanted = requireKnownFilter(filter, context);
    const needed = neededSources(wanted, orderBy ?? DEFAULT_ORDER);
    const cursor = after ?? before ?? null;
    const named = methodNamed(method, context);
    const asked = cursor === null ? { on: on ?? null, method: method ?? null } : bookOfCursor(cursor, mode);
    // No list was made of what is recorded later.
    if (cursor !== null && 'batch' in asked && asked.batch > snapshot.batch) throw notACursor(cursor);
    return whenKnown('runId' in asked ? books.ofRun(asked) : books.of(mode, asked.on, named), (book) => {
      if (book === null) return new StockConnection(NO_PAGE, 0);
      // The run of an earlier page need not be current any more.
      if (book.run !== null) runs.know(book.run);
      const listMethod = runs.methodOf(book.runId);
      if (cursor !== null) {
        if (asked.method !== null && asked.method !== listMethod.name) throw notACursor(cursor);
        // A list that was begun without a method goes on by the one that was served then.
        const goesOn = asked.method === null && (method === null || method === undefined);
        if (!goesOn) requireMethod(listMethod.name, named);
        if (on) requireDay(on, asked.on, book.day, snapshot.scoredDay(mode, on, listMethod.name));
        requireServed(book, listMethod.name, snapshot);
      }
      const isBegun = 'batch' in asked;
      const batch = isBegun ? asked.batch : snapshot.batch;
      const riskRun = isBegun ? asked.riskRun : snapshot.riskRunOn(book.day);
      const sources = { snapshot, method: listMethod, batch, riskRun };
      const whole = listOf(book, { ...sources, market: null, risks: null, includesAll: include === 'ALL' });
      return whenKnown(withSources(whole, needed, context), (list) => {
        if (cursor !== null && list.sources.risks && list.sources.risks.day !== book.day)
          throw notACursor(cursor);
        const request = {
          ...size,
          on: asked.on,
          method: asked.method,
          filter: wanted,
          orderBy,
          after,
          before,
        };
        const page = stockPage(list, request);
        const items = page.items.map(({ row, index, cursor: cursorOf }) => ({
          node: new Stock(row, isScored(row) ? { row, method: asked.method } : null, { list, index }),
          cursor: cursorOf,
        }));
        return new StockConnection({ ...page, items }, page.totalCount);
      });
    });
  }
}

/**
 * Refuses a cursor of another method than the one that a client asks for.
 *
 * @param listed the name of the method of the list
 * @param named the name of the method that the client asks for; null: there are no scores
 */
function requireMethod(listed: string, named: string | null): void {
  if (listed === named) return;
  throw new UserError(
    `Expected a cursor of the method ${named ?? 'that is served'}, got one of ${listed}: ask for its method, or begin again ` +
      'without a cursor.',
  );
}

/** Refuses a cursor of a day that was withdrawn: the service does not have its scores any more. */
function requireServed({ day, mode }: DayBook, method: string, snapshot: Snapshot): void {
  if (snapshot.scoredDay(mode, day, method)?.day === day) return;
  throw codedError(
    'CURSOR_EXPIRED',
    `Expected a cursor of a day that is served, got one of ${day}, which was withdrawn: begin again without a cursor.`,
    { status: 410 },
  );
}

/**
 * Refuses a cursor of another day than the one that a client asks for. The same words mean the same day for all pages
 * of a list, also where another day was scored since the first page.
 *
 * @param first the day that the client asked for with the first page; null: the newest
 * @param listed the day of the list
 * @param now the scored day that `on` means now; null: none
 */
function requireDay(on: IsoDate, first: IsoDate | null, listed: IsoDate, now: ScoredDay | null): void {
  if (on === first || on === listed || now?.day === listed) return;
  throw new UserError(
    `Expected a cursor of ${on}, got one of ${listed}: ask for its day, or begin again without a cursor.`,
  );
}
