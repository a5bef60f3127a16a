import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { FilingCategory } from '../../market/facts.js';
import { TIME_UNKNOWN } from '../../market/filedAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { AFTER, FIRST, FROM } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Filing, FilingConnection } from './filing.js';
import { FilingCategoryEnum } from './filingCategoryEnum.js';
import { filingCountLoader, filingsLoader, type FilingPlace } from './filingLoaders.js';

const PAGE = 20;

@Resolver(() => Stock)
export class StockFilings {
  @FieldResolver(() => FilingConnection, {
    description:
      'What the company filed with the exchanges, the newest first. What is known of a filing is as recorded today.',
  })
  async filings(
    @Root() stock: Stock,
    @Arg('categories', () => [FilingCategoryEnum], {
      nullable: true,
      description: 'Filings of one of these categories; null: of any. An empty list is refused.',
    })
    asked: readonly FilingCategory[] | null | undefined,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, {
      nullable: true,
      description: 'Last day of the span, inclusive; null: no upper bound. Days are those of India.',
    })
    to: IsoDate | null | undefined,
    @Arg('on', () => DateScalar, {
      nullable: true,
      description: 'The day as of which they are listed: what was filed later does not count. Null: today.',
    })
    on: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<FilingConnection> {
    requireSpan(from, to);
    const { loaders } = context;
    const size = requestedPage({ first, last: null }, PAGE, context);
    const categories = requireCategories(asked);
    const until = [to, on].filter((day) => typeof day === 'string').sort()[0] ?? null;
    const of = { stockId: stock.stockId, categories, from: from ?? null, to: until };
    const list = {
      name: 'filings',
      of: { stock: stock.ticker, categories: categories?.join() ?? null, from: of.from, to: until },
    };
    const places = decodeCursors({ after, before: null }, list, placeIn);
    const page = { of, after: places.after, limit: rowsToRead(size) };
    const { items, ...position } = pageOfRows(await loaders.get(filingsLoader).load(page), size, places);
    const nodes = items.map((row) => ({
      node: new Filing(row, stock, on ?? null),
      cursor: () => encodeCursor(list, row.filed_on, row.filed_second, row.exchange, row.mark),
    }));
    return new FilingConnection({ ...position, items: nodes }, () => loaders.get(filingCountLoader).load(of));
  }
}

/** @throws UserError for an empty list */
function requireCategories(
  asked: readonly FilingCategory[] | null | undefined,
): readonly FilingCategory[] | null {
  if (!asked) return null;
  if (asked.length > 0) return [...new Set(asked)].sort();
  throw new UserError('Expected at least one category in categories, got none: leave it out to list all.');
}

function placeIn([day, second, exchange, mark]: readonly unknown[]): FilingPlace | null {
  const [filedOn, filedSecond] = [dateInCursor(day), idInCursor(second)];
  if (filedOn === null || filedSecond === null || filedSecond > TIME_UNKNOWN) return null;
  if (typeof exchange !== 'string' || typeof mark !== 'string') return null;
  return { filed_on: filedOn, filed_second: filedSecond, exchange, mark };
}
