import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Backfill, BackfillConnection } from './backfill.js';
import { backfillListing } from './backfillLoaders.js';

const PAGE = 20;
const LIST = { name: 'backfills', of: {} };

@Resolver()
export class BackfillQueries {
  @Query(() => BackfillConnection, { description: 'Backfills, the newest first, in every state.' })
  async backfills(
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<BackfillConnection> {
    const rows = context.loaders.get(backfillListing);
    const asked = { first, after, last, before };
    const page = await listedPage(rows, {}, LIST, asked, PAGE, context, (row) => new Backfill(row));
    return new BackfillConnection(page, () => rows.count({}));
  }
}
