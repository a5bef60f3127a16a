import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { RunRow } from '../../database/runRow.js';
import type { LiveSource } from '../../live/liveSource.js';
import { Progress } from '../../live/progress.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decodeId } from '../ids.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { Run, RUN_IDS } from './run.js';

interface RunProgressArguments {
  readonly runId?: string | null;
}

@Resolver()
export class RunSubscriptions {
  @Subscription(() => Run, {
    description:
      'Progress of a run: its state now, and then each new state; a client that is behind gets only the ' +
      'newest one. The subscription completes when the run has succeeded or failed. Without an id, it follows ' +
      'all runs, begins with those that have not ended, and does not complete.',
    ...subscribeTo(
      ({ runId = null }: RunProgressArguments, { runWatcher }): LiveSource<RunRow> =>
        new Progress(runWatcher, runId === null ? null : runIdOf(runId)),
    ),
  })
  runProgress(
    @Root() row: RunRow,
    @Arg('runId', () => ID, { nullable: true, description: 'Id of the run; null: all runs.' })
    _runId: string | null | undefined,
  ): Run {
    return new Run(row);
  }
}

function runIdOf(id: string): number {
  const runId = decodeId(RUN_IDS, id);
  if (runId !== null) return runId;
  throw new UserError(`Expected the id of a Run, got "${shown(id)}": take it from the field id of a run.`);
}
