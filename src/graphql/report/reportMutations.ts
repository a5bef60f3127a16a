import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { portfolioLoader } from '../portfolio/portfolioLoaders.js';
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
    const portfolio = portfolioId === null ? null : await ownPortfolio(portfolioId, owner, context);
    const request = { kind, title, ticker, sector, portfolio, on, formats };
    const row = await reports.create(owner, request, actorIn(caller, info), reads.signal);
    return new Report(row, null, context);
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

/**
 * Returns a portfolio as the request for a report names it.
 *
 * @throws UserError for a text that is no id of a portfolio
 * @throws GraphQLError NOT_FOUND where the owner has no such portfolio
 */
async function ownPortfolio(text: string, owners: number, { loaders }: GraphqlContext) {
  const id = idOf(PORTFOLIO_IDS, 'a portfolio', text);
  const key = { owners, id, mayBeDeleted: false };
  found(await loaders.get(portfolioLoader).load(key), 'a portfolio', text, 'portfolios');
  return { id, text };
}
