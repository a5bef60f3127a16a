import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { decodeCursors, encodeCursor, idInCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage, rowsToRead } from '../connection/requestedPage.js';
import type { GraphqlContext } from '../context.js';
import { Run, RunConnection } from './run.js';
import { runListing } from './runLoaders.js';

const PAGE = 20;
const LIST = { name: 'runs', of: {} };

@Resolver()
export class RunQueries {
  @Query(() => RunConnection, {
    description: 'All runs, the newest first, in every state.',
  })
  async runs(
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<RunConnection> {
    const runs = context.loaders.get(runListing);
    const size = requestedPage({ first, last }, PAGE, context);
    const places = decodeCursors({ after, before }, LIST, ([id]) => idInCursor(id));
    const rows = await runs.page({ ...places, isFromEnd: size.first === null, limit: rowsToRead(size) });
    const page = pageOfRows(rows, size, places);
    const items = page.items.map((row) => ({
      node: new Run(row),
      cursor: () => encodeCursor(LIST, row.id),
    }));
    return new RunConnection({ ...page, items }, () => runs.count());
  }
}
