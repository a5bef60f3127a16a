import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { indexNameOf } from '../../market/indexNameOf.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, FROM, LAST, TO } from '../arguments.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { requireSpan } from '../requireSpan.js';
import { DateScalar } from '../scalars.js';
import { indexBarCountLoader, indexBarsLoader, indicesLoader } from './indexLoaders.js';
import { Index, IndexBar, IndexBarConnection } from './marketIndex.js';

const PAGE = 260;

@Resolver(() => Index)
export class IndexResolver {
  @Query(() => Index, {
    nullable: true,
    description:
      'An index by any of its names, former ones included, without regard to case and blanks; null when it has no bars.',
  })
  async index(
    @Arg('name', () => String, { description: 'Its name, such as NIFTY 50.' }) name: string,
    @Ctx() { loaders }: GraphqlContext,
  ): Promise<Index | null> {
    const rows = await loaders.get(indicesLoader)();
    const row = rows.find((one) => one.name === indexNameOf(name));
    return row === undefined ? null : new Index(row);
  }

  @Query(() => [Index], { description: 'All indices that have bars, in the order of their names.' })
  async indices(@Ctx() { loaders }: GraphqlContext): Promise<readonly Index[]> {
    const rows = await loaders.get(indicesLoader)();
    return rows.map((row) => new Index(row));
  }

  @FieldResolver(() => IndexBarConnection, {
    description: 'Daily bars as they are known today, the newest first.',
  })
  async bars(
    @Root() { name, spellings }: Index,
    @Arg('from', () => DateScalar, { nullable: true, description: FROM }) from: IsoDate | null | undefined,
    @Arg('to', () => DateScalar, { nullable: true, description: TO }) to: IsoDate | null | undefined,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<IndexBarConnection> {
    const { loaders } = context;
    requireSpan(from, to);
    const size = requestedPage({ first, last }, PAGE, context);
    const stretch = { name, from: from ?? null, to: to ?? null };
    const list = { name: 'indexBars', of: stretch };
    const ofIndex = { ...stretch, spellings };
    const places = decodeCursors({ after, before }, list, ([day]) => dateInCursor(day));
    const asked = { ...ofIndex, ...places, isFromEnd: size.first === null, limit: rowsToRead(size) };
    // Both are read at the same time, so that they take one statement.
    const [rows, count] = await Promise.all([
      loaders.get(indexBarsLoader).load(asked),
      loaders.get(indexBarCountLoader).load(ofIndex),
    ]);
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new IndexBar(row),
      cursor: () => encodeCursor(list, row.day),
    }));
    return new IndexBarConnection({ ...page, items }, count);
  }
}
