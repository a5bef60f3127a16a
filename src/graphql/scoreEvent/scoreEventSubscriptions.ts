import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { LogEvents } from '../../live/logEvents.js';
import type { ScoreEventRow } from '../../live/scoreEventRow.js';
import type { GraphqlContext } from '../context.js';
import { subscribeTo } from '../live/subscribeTo.js';
import type { MaybePromise } from '../maybePromise.js';
import { ScoreEvent } from './scoreEvent.js';
import { matcherOf, ScoreEventFilter } from './scoreEventFilter.js';

interface ScoreChangedArguments {
  readonly filter?: ScoreEventFilter | null;
  readonly after?: string | null;
}

@Resolver()
export class ScoreEventSubscriptions {
  @Subscription(() => ScoreEvent, {
    description:
      'Each stored change of a score, in the order in which they were stored. With `after` everything that was missed ' +
      'comes first: nothing is lost, and what comes twice has the same cursor. Served over WebSocket ' +
      '(graphql-transport-ws) and as server-sent events (graphql-sse) on /graphql/stream.',
    ...subscribeTo(
      ({ filter, after }: ScoreChangedArguments, { live }): LiveSource<ScoreEventRow> =>
        new LogEvents(live, matcherOf(filter), after ?? null),
    ),
  })
  scoreChanged(
    @Root() event: ScoreEventRow,
    @Arg('filter', () => ScoreEventFilter, { nullable: true, description: 'Which events; null: all.' })
    _filter: ScoreEventFilter | null | undefined,
    @Arg('after', () => ID, {
      nullable: true,
      description:
        'The cursor of the last event that you have; null: begin with the next change. One that is too old is ' +
        'answered CURSOR_EXPIRED, with the oldest one that is kept.',
    })
    _after: string | null | undefined,
    @Ctx() { live, runs }: GraphqlContext,
  ): MaybePromise<ScoreEvent> {
    return runs.with([event], () => new ScoreEvent(event, live.cursorAt(event.position), runs));
  }
}
