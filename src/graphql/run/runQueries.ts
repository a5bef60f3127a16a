import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, FIRST } from '../arguments.js';
import { decodeCursor, encodeCursor } from '../connection/cursor.js';
import { pageOfRows } from '../connection/pageOfRows.js';
import { pageSize } from '../connection/pageSize.js';
import type { GraphqlContext } from '../context.js';
import { wholeNumber } from '../wholeNumber.js';
import { Run, RunConnection } from './run.js';
import { runListing } from './runLoaders.js';

const PAGE = 20;

@Resolver()
export class RunQueries {
  @Query(() => RunConnection, {
    description: 'All runs, the newest first, in every state.',
  })
  async runs(
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<RunConnection> {
    const runs = context.loaders.get(runListing);
    const size = pageSize(first, PAGE, context);
    const before = decodeCursor(after, 'runs', ([id = '']) => wholeNumber(id));
    const rows = await runs.page(before, size + 1);
    const page = pageOfRows(rows, size, before, (row) => ({
      node: new Run(row),
      cursor: () => encodeCursor('runs', row.id),
    }));
    return new RunConnection(page, () => runs.count());
  }
}
