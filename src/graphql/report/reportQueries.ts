import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import { requireUser } from '../apiKey/requireUser.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import { listedPage } from '../connection/listedPage.js';
import type { GraphqlContext } from '../context.js';
import { ownReport } from './ownReport.js';
import { Report, ReportConnection } from './report.js';
import { reportListing } from './reportLoaders.js';

const PAGE = 20;

@Resolver()
export class ReportQueries {
  @Query(() => ReportConnection, { description: 'Reports, the newest first, in every state.' })
  async reports(
    @Arg('ofEverybody', () => Boolean, {
      defaultValue: false,
      description: 'Whether to list the reports of all users, which needs the scope EVERYBODYS_READ.',
    })
    ofEverybody: boolean,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<ReportConnection> {
    const owners = ofEverybody ? 'EVERYBODY' : requireUser(context.caller);
    const list = { name: 'reports', of: { ofEverybody } };
    const listing = context.loaders.get(reportListing);
    const asked = { first, after, last, before };
    const page = await listedPage(
      listing,
      owners,
      list,
      asked,
      PAGE,
      context,
      (row) => new Report(row, row.now, context),
    );
    return new ReportConnection(page, () => listing.count(owners));
  }

  @Query(() => Report, {
    nullable: true,
    description:
      'A report of the caller, in every state. Where the caller has no such report, it is null with an error of the code ' +
      'NOT_FOUND.',
  })
  report(
    @Arg('id', () => ID, { description: 'Id of the report.' }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Report | null> {
    return ownReport(id, context);
  }
}
