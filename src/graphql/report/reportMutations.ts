import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import { codedChange } from '../codedChange.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { Report, REPORT_IDS } from './report.js';
import { ReportInput } from './reportInput.js';
import { reportLoader } from './reportLoaders.js';

@Resolver()
export class ReportMutations {
  @Mutation(() => Report, {
    description:
      'Queues a report of the caller, and returns it at once: subscribe to reportProgress. It needs the scopes of all that ' +
      'the report says. Reports stay until they are deleted.',
  })
  async createReport(
    @Arg('input', () => ReportInput, { description: 'What to report.' })
    { kind, title = null, ticker = null, sector = null, portfolioId = null, on = null, formats }: ReportInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Report> {
    const { caller, reads, reports } = context;
    const owner = requireUser(caller);
    const portfolio = portfolioId === null ? null : { id: portfolioOf(portfolioId), text: portfolioId };
    const request = { kind, title, ticker, sector, portfolio, on, formats };
    const created = reports.create(owner, request, actorIn(caller, info), reads.signal);
    return new Report(await codedChange(created), null, context);
  }

  @Mutation(() => Report, {
    description:
      'Deletes a report of the caller with its files, and returns it as it was, without links. Links that were given end. One ' +
      'that waits or runs is not made.',
  })
  async deleteReport(
    @Arg('id', () => ID, { description: 'Id of the report.' }) id: string,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Report> {
    const { caller, loaders, reads, reports } = context;
    const owners = requireUser(caller);
    const number = idOf(REPORT_IDS, 'a report', id);
    const row = await reports.remove(owners, number, actorIn(caller, info), reads.signal);
    // An earlier field of the operation may have read it.
    loaders.get(reportLoader).clear({ owners, id: number });
    return new Report(found(row, 'a report', id, 'reports'), null, context);
  }
}

const portfolioOf = (id: string): number => idOf(PORTFOLIO_IDS, 'a portfolio', id);
