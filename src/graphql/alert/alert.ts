import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { AlertState, Severity } from '../../database/tables.js';
import type { AlertRow } from '../../live/alerts/alertRow.js';
import type { Viewer } from '../../live/alerts/rules/viewer.js';
import type { Band, IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { BandEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { SeverityEnum } from '../severityEnum.js';
import { AlertStateEnum } from './alertStateEnums.js';

export const ALERT_IDS = numberIds('Alert');

@ObjectType('Alert', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a rule has found (docs/alerts.md).',
})
export class Alert implements Node {
  readonly row: AlertRow;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The session that raised it; null where it is about the service itself.',
  })
  readonly date: IsoDate | null;

  @Field(() => AlertStateEnum, { description: 'State of the alert.' })
  readonly state: AlertState;

  @Field(() => SeverityEnum, {
    description: 'How much it matters: as its rule said when the alert was raised.',
  })
  readonly severity: Severity;

  @Field(() => Float, {
    nullable: true,
    description:
      'The value when the alert was raised, in the unit of the metric; null where the metric has none, and where the alert ' +
      'is about many stocks. AlertEvent.value has those of later changes.',
  })
  readonly value: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The value on the session before the one that raised it; null where there is none.',
  })
  readonly previous: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The threshold of the rule when the alert was raised; null where the comparator is CHANGED.',
  })
  readonly threshold: number | null;

  @Field(() => BandEnum, {
    nullable: true,
    description: 'The band that the stock moved into; null unless the metric is BAND.',
  })
  readonly band: Band | null;

  @Field(() => String, { description: 'What raised it, in a sentence.' })
  readonly message: string;

  @Field(() => Int, {
    description:
      'On how many sessions the value was beyond the threshold; in how many minutes, for rules about the service.',
  })
  readonly occurrences: number;

  @Field(() => DateTimeScalar, { description: 'When it was raised.' })
  readonly firstSeenAt: Date;

  @Field(() => DateTimeScalar, { description: 'When the value was last found beyond the threshold.' })
  readonly lastSeenAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was acknowledged; null: it was not.' })
  readonly acknowledgedAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was resolved; null: it is not.' })
  readonly resolvedAt: Date | null;

  @Field(() => Boolean, { description: 'Whether it was resolved because the value is back.' })
  readonly resolvedByValue: boolean;

  @Field(() => Boolean, {
    description:
      'Whether its session was evaluated again or withdrawn, and the condition does not hold there.',
  })
  readonly corrected: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'What was last noted on it, up to 1,000 characters; null: nothing.',
  })
  readonly note: string | null;

  /** @param viewer who sees it, and so its rule */
  constructor(
    row: AlertRow,
    readonly viewer: Viewer,
  ) {
    this.row = row;
    this.date = row.day;
    this.state = row.state;
    this.severity = row.severity;
    this.value = row.value;
    this.previous = row.previous;
    this.threshold = row.threshold;
    this.band = row.band;
    this.message = row.message;
    this.occurrences = row.occurrences;
    this.firstSeenAt = row.first_seen_at;
    this.lastSeenAt = row.last_seen_at;
    this.acknowledgedAt = row.acknowledged_at;
    this.resolvedAt = row.resolved_at;
    this.resolvedByValue = row.resolved_by_value;
    this.corrected = row.corrected;
    this.note = row.note;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(ALERT_IDS, this.row.id);
  }
}

export const AlertConnection = connectionOf(Alert, {
  name: 'Alert',
  description: 'A page of alerts, the newest first.',
});
export type AlertConnection = InstanceType<typeof AlertConnection>;
