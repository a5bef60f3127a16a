import type { LiveSource, LiveSubscriber } from '../live/liveSource.js';
import { Progress } from '../live/progress.js';
import type { Progressing, ProgressWatcher } from '../live/progressWatcher.js';
import type { Running } from '../live/sink.js';

/** The progress of one piece of work of a user, for its owner. */
export class OwnProgress<Row extends Progressing> implements LiveSource<Row> {
  /** @param ownId the id of the work in the store; throws where the caller has no such work */
  constructor(
    private readonly watcher: ProgressWatcher<Row>,
    private readonly ownId: () => Promise<number>,
  ) {}

  /** @throws GraphQLError NOT_FOUND where the caller has no such work */
  async start(subscriber: LiveSubscriber<Row>): Promise<Running> {
    return new Progress(this.watcher, await this.ownId()).start(subscriber);
  }
}
