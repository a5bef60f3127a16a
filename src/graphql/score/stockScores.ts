import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, FROM, LAST, ON, TO } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { isListedBy } from '../stock/listedScore.js';
import { Stock } from '../stock/stock.js';
import { agreeWith } from './agreeWith.js';
import { historyCountLoader, historyFromEndLoader, historyLoader } from './historyLoaders.js';
import { Score, ScoreConnection } from './score.js';

const PAGE = 100;

@Resolver(() => Stock)
export class StockScores {
  @FieldResolver(() => Score, {
    nullable: true,
    description:
      'The score of a day, or of the newest scored session before it; null when the stock has no score then. ' +
      'In a list of stocks by scores of the same mode and method, and without `on`, it is the score that the stock is listed by.',
  })
  score(
    @Root() stock: Stock,
    @Arg('mode', () => ModeEnum, { description: 'The mode of the score.' }) mode: Mode,
    @Arg('on', () => DateScalar, { nullable: true, description: ON }) on: IsoDate | null | undefined,
    @Arg('method', () => String, { nullable: true, description: METHOD })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): MaybePromise<Score | null> {
    const { books, runs } = context;
    const { listed } = stock;
    const named = methodNamed(method, context);
    const scoreOf = (row: ScoreRow) => runs.with([row], () => new Score(row, runs, null, listed));
    const isNewest = on === null || on === undefined;
    if (listed !== null && isNewest && isListedBy(listed, { mode, method: method ?? null, named }, runs)) {
      return scoreOf(listed.row);
    }
    return whenKnown(books.of(mode, on ?? null, named), (book) => {
      const row = book?.scoreOf(stock.ticker);
      return row ? scoreOf(row) : null;
    });
  }

  @FieldResolver(() => ScoreConnection, {
    description: 'Scores of one mode and method, one for each session, the newest first.',
  })
  async scores(
    @Root() stock: Stock,
    @Arg('mode', () => ModeEnum, { description: 'The mode of the scores.' }) mode: Mode,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Arg('method', () => String, { nullable: true, description: METHOD })
    method: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ScoreConnection> {
    const { loaders, runs } = context;
    const named = methodNamed(method, context);
    requireSpan(from, to);
    const size = requestedPage({ first, last }, PAGE, context);
    const stretch = { stockId: stock.stockId, mode, method: named, from: from ?? null, to: to ?? null };
    const list = {
      name: 'scores',
      of: {
        ...{ stock: stock.ticker, mode, from: stretch.from, to: stretch.to },
        // Pages of two methods would not be of one history.
        method: named,
      },
    };
    const places = decodeCursors({ after, before }, list, ([day]) => dateInCursor(day));
    const loader = loaders.get(size.first === null ? historyFromEndLoader : historyLoader);
    const rows = await loader.load({ ...stretch, ...places, limit: rowsToRead(size) });
    const { listed } = stock;
    const page = pageOfRows(agreeWith(listed, rows, named, runs), size, places);
    return runs.with(page.items, (scores) => {
      const items = scores.map((row) => ({
        node: new Score(row, runs, null, listed),
        cursor: () => encodeCursor(list, row.day),
      }));
      return new ScoreConnection({ ...page, items }, () => loaders.get(historyCountLoader).load(stretch));
    });
  }
}
