import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { Export, ExportConnection } from './export.js';
import { exportListing } from './exportLoaders.js';

const PAGE = 20;

@Resolver()
export class ExportQueries {
  @Query(() => ExportConnection, { description: 'Exports, the newest first, in every state.' })
  async exports(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the exports of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ExportConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const list = { name: 'exports', of: { ofEverybody } };
    const listing = context.loaders.get(exportListing);
    const asked = { first, after, last, before };
    const page = await listedPage(
      listing,
      owners,
      list,
      asked,
      PAGE,
      context,
      (row) => new Export(row, context),
    );
    return new ExportConnection(page, () => listing.count(owners));
  }
}
