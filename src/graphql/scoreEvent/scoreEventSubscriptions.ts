import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { LiveSource } from '../../live/liveSource.js';
import { scoreEventMatcher } from '../../live/scoreEventMatcher.js';
import { LogEvents } from '../../live/logEvents.js';
import { scoreLog } from '../../live/scoreLog.js';
import type { ScoreEventRow } from '../../live/scoreEventRow.js';
import type { GraphqlContext } from '../context.js';
import { methodNamed } from '../methodNamed.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import type { MaybePromise } from '../maybePromise.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { ScoreEvent } from './scoreEvent.js';
import { ScoreEventFilter } from './scoreEventFilter.js';

interface ScoreChangedArguments {
  readonly filter?: ScoreEventFilter | null;
  readonly after?: string | null;
}

@Resolver()
export class ScoreEventSubscriptions {
  @Subscription(() => ScoreEvent, {
    description:
      'Every stored change of a score of one method, in the order in which the changes were stored. With `after`, missed ' +
      'events are sent first. No event is lost; an event that is sent twice has the same cursor. Served over ' +
      'WebSocket (graphql-transport-ws) and as server-sent events (graphql-sse) on /graphql/stream.',
    ...subscribeTo(({ filter, after }: ScoreChangedArguments, context): LiveSource<ScoreEventRow> => {
      methodNamed(filter?.method, context);
      const matcher = scoreEventMatcher(requireKnownFilter(filter, context));
      return new LogEvents(context.logs.of(scoreLog), matcher, after ?? null, filter?.method ?? null);
    }),
  })
  scoreChanged(
    @Root() event: ScoreEventRow,
    @Arg('filter', () => ScoreEventFilter, {
      nullable: true,
      description: 'The events to send; null: all of the default method.',
    })
    _filter: ScoreEventFilter | null | undefined,
    @Arg('after', () => ID, {
      nullable: true,
      description:
        'Cursor of the last event that you received; null: begin with the next change. A cursor that is too old is ' +
        'refused with CURSOR_EXPIRED, and the error has the oldest cursor that is kept.',
    })
    _after: string | null | undefined,
    @Ctx() { logs, runs }: GraphqlContext,
  ): MaybePromise<ScoreEvent> {
    return runs.with([event], () => new ScoreEvent(event, logs.of(scoreLog).cursorAt(event.position), runs));
  }
}
