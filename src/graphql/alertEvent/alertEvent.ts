import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { AlertChange, AlertState } from '../../database/tables.js';
import type { AlertEventRow } from '../../live/alerts/alertLog.js';
import { Alert } from '../alert/alert.js';
import { AlertChangeEnum, AlertStateEnum } from '../alert/alertStateEnums.js';
import { DateTimeScalar } from '../scalars.js';

@ObjectType('AlertEvent', {
  simpleResolvers: true,
  description: 'A change of an alert: what it was, with value and state as they were then.',
})
export class AlertEvent {
  @Field(() => ID, {
    description:
      'Position of the event in the log, opaque. Pass the last cursor that you received as `after` to get ' +
      'every event since. Always select it.',
  })
  readonly cursor: string;

  @Field(() => AlertChangeEnum, { description: 'What happened.' })
  readonly change: AlertChange;

  @Field(() => Float, {
    nullable: true,
    description: 'The value of the alert then, in the unit of the metric; null where the metric has none.',
  })
  readonly value: number | null;

  @Field(() => AlertStateEnum, { description: 'The state of the alert after the change.' })
  readonly state: AlertState;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  readonly at: Date;

  @Field(() => Alert, {
    description: 'The alert as it was when the event was read: later changes may be in it.',
  })
  readonly alert: Alert;

  constructor({ change, event_value, event_state, at }: AlertEventRow, cursor: string, alert: Alert) {
    this.cursor = cursor;
    this.change = change;
    this.value = event_value;
    this.state = event_state;
    this.at = at;
    this.alert = alert;
  }
}
