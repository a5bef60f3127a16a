import type { LiveSource, LiveSubscriber } from '../../live/liveSource.js';
import { Progress } from '../../live/progress.js';
import type { ProgressWatcher } from '../../live/progressWatcher.js';
import type { Running } from '../../live/sink.js';
import type { RebalanceProgressRow } from './rebalanceSource.js';

/** The progress of a rebalance, for its owner. */
export class OwnProgress implements LiveSource<RebalanceProgressRow> {
  /** @param requireOwn throws where the caller has no such rebalance */
  constructor(
    private readonly watcher: ProgressWatcher<RebalanceProgressRow>,
    private readonly id: number,
    private readonly requireOwn: () => Promise<unknown>,
  ) {}

  /** @throws GraphQLError NOT_FOUND where the caller has no such rebalance */
  async start(subscriber: LiveSubscriber<RebalanceProgressRow>): Promise<Running> {
    await this.requireOwn();
    return new Progress(this.watcher, this.id).start(subscriber);
  }
}
