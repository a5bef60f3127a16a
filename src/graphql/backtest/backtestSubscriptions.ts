import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveSource } from '../../live/liveSource.js';
import type { BacktestProgress } from '../../studies/backtests/backtestProgress.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { decodeId } from '../ids.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { OwnProgress } from '../ownProgress.js';
import { Backtest, BACKTEST_IDS } from './backtest.js';
import { backtestLoader } from './backtestLoaders.js';

/** @throws GraphQLError NOT_FOUND where the caller has no such backtest */
async function ownBacktest(id: string, { caller, loaders }: GraphqlContext): Promise<Backtest> {
  const number = decodeId(BACKTEST_IDS, id);
  const owners = requireUser(caller);
  const row = number === null ? null : await loaders.get(backtestLoader).load({ owners, id: number });
  return new Backtest(found(row, 'a backtest of the caller', id, 'Query.backtests'));
}

@Resolver()
export class BacktestSubscriptions {
  @Subscription(() => Backtest, {
    description:
      'Progress of a backtest of the caller: its state now, and then each new state; a client that is behind gets only the ' +
      'newest one. The subscription completes when the backtest has ended.',
    ...subscribeTo(
      ({ id }: { readonly id: string }, context): LiveSource<BacktestProgress> =>
        new OwnProgress(context.backtestWatcher, async () => (await ownBacktest(id, context)).row.id),
    ),
  })
  backtestProgress(
    @Root() _row: BacktestProgress,
    @Arg('id', () => ID, { description: 'Id of a backtest of the caller.' }) id: string,
    @Ctx() context: GraphqlContext,
  ): Promise<Backtest> {
    return ownBacktest(id, context);
  }
}
