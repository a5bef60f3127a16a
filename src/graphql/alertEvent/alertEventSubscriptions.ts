import { Arg, Ctx, ID, Resolver, Root, Subscription } from 'type-graphql';
import { alertLog, type AlertEventRow } from '../../live/alerts/alertLog.js';
import { alertEventMatcher } from '../../live/alerts/rules/alertEventMatcher.js';
import type { LiveSource } from '../../live/liveSource.js';
import { LogEvents } from '../../live/logEvents.js';
import { Alert } from '../alert/alert.js';
import { viewerOf } from '../alertRule/viewerOf.js';
import type { GraphqlContext } from '../context.js';
import { subscribeTo } from '../operation/subscribeTo.js';
import { AlertEvent } from './alertEvent.js';

@Resolver()
export class AlertEventSubscriptions {
  @Subscription(() => AlertEvent, {
    description:
      "Every change of an alert of the caller's rules, and of those for everybody, in the order in which the changes were " +
      'stored. With `after`, missed events are sent first. No event is lost; an event that is sent twice has the same ' +
      'cursor. Served as scoreChanged is.',
    ...subscribeTo(
      ({ after }: { readonly after?: string | null }, context): LiveSource<AlertEventRow> =>
        new LogEvents(context.logs.of(alertLog), alertEventMatcher(viewerOf(context.caller)), after ?? null),
    ),
  })
  alertRaised(
    @Root() event: AlertEventRow,
    @Arg('after', () => ID, {
      nullable: true,
      description:
        'Cursor of the last event that you received, or of cursorOf(log: ALERTS); null: begin with the next change. A ' +
        'cursor that is too old is refused with CURSOR_EXPIRED, and the error has the oldest cursor that is kept; one of ' +
        'another log is refused with BAD_USER_INPUT.',
    })
    _after: string | null | undefined,
    @Ctx() { caller, logs }: GraphqlContext,
  ): AlertEvent {
    const { alert, position } = event;
    if (alert === null) throw new Error('Expected an event with its alert, got one of a deleted alert.');
    const cursor = logs.of(alertLog).cursorAt(position);
    return new AlertEvent(event, cursor, new Alert(alert, viewerOf(caller)));
  }
}
