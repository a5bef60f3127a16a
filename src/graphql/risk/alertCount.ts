import { Field, Int, ObjectType } from 'type-graphql';
import type { Severity } from '../../database/tables.js';
import { SeverityEnum } from '../severityEnum.js';

@ObjectType('AlertCount', { simpleResolvers: true, description: 'The alerts of one severity.' })
export class AlertCount {
  @Field(() => SeverityEnum, { description: 'The severity.' })
  readonly severity: Severity;

  @Field(() => Int, { description: 'Alerts of the severity, 0 or more.' })
  readonly count: number;

  constructor(severity: Severity, count: number) {
    this.severity = severity;
    this.count = count;
  }
}
