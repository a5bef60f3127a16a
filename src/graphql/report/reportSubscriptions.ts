import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { ReportProgress } from '../../companies/reports/store/reportProgress.js';
import type { LiveSource } from '../../live/liveSource.js';
import type { GraphqlContext } from '../context.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { OwnProgress } from '../ownProgress.js';
import { ownReport } from './ownReport.js';
import { Report } from './report.js';

@Resolver()
export class ReportSubscriptions {
  @Subscription(() => Report, {
    description:
      'Progress of a report of the caller: its state now, and then each new state; a client that is behind gets only the ' +
      'newest one. The subscription completes when the report is made or has failed, and ends with an error of the code ' +
      'NOT_FOUND when it is deleted.',
    ...subscribeTo(
      ({ id }: { readonly id: string }, context): LiveSource<ReportProgress> =>
        new OwnProgress(context.reportWatcher, async () => (await ownReport(id, context)).row.id),
    ),
  })
  reportProgress(
    @Root() _row: ReportProgress,
    @Arg('id', () => ID, { description: 'Id of a report of the caller.' }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Report> {
    return ownReport(id, context);
  }
}
