import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { Progress } from '../../live/progress.js';
import type { BackfillRow } from '../../market/feeds/readBackfill.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { Backfill } from './backfill.js';
import { backfillId } from './backfillId.js';

@Resolver()
export class BackfillSubscriptions {
  @Subscription(() => Backfill, {
    description:
      'Progress of a backfill: its state now, and then each new state; a client that is behind gets only the newest one. ' +
      'The subscription completes when the backfill has ended.',
    ...subscribeTo(
      ({ id }: { readonly id: string }, { backfillWatcher }): LiveSource<BackfillRow> =>
        new Progress(backfillWatcher, backfillId(id)),
    ),
  })
  backfillProgress(
    @Root() row: BackfillRow,
    @Arg('id', () => ID, { description: 'Id of the backfill.' }) _id: string,
  ): Backfill {
    return new Backfill(row);
  }
}
