import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { requireUser } from '../apiKey/requireUser.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { OwnProgress } from '../ownProgress.js';
import { Rebalance, REBALANCE_IDS } from './rebalance.js';
import { NO_PARTS } from './rebalanceParts.js';
import { rebalanceLoader } from './rebalanceLoaders.js';
import { watchedRebalance, type RebalanceProgressRow } from './rebalanceSource.js';

@Resolver()
export class RebalanceSubscriptions {
  @Subscription(() => Rebalance, {
    description:
      'Progress of a rebalance of the caller: its state now, and then each new state; a client that is behind gets only the ' +
      'newest one. Each portfolio that is done is a new state. The subscription completes when the rebalance has ended.',
    ...subscribeTo(
      (
        { id }: { readonly id: string },
        { caller, loaders, rebalanceWatcher },
      ): LiveSource<RebalanceProgressRow> => {
        const key = {
          owners: requireUser(caller),
          id: idOf(REBALANCE_IDS, 'a rebalance', id),
          parts: NO_PARTS,
        };
        return new OwnProgress(rebalanceWatcher, async () => {
          found(await loaders.get(rebalanceLoader).load(key), 'a rebalance', id, 'rebalances');
          return key.id;
        });
      },
    ),
  })
  rebalanceProgress(
    @Root() row: RebalanceProgressRow,
    @Arg('id', () => ID, { description: 'Id of the rebalance.' }) _id: string,
  ): Rebalance {
    return new Rebalance(watchedRebalance(row));
  }
}
