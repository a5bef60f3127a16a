import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import type { Severity } from '../../database/tables.js';
import type { AlertMetric, Comparator } from '../../live/alerts/metrics.js';
import type { AlertRuleRow, AlertScope } from '../../live/alerts/rules/alertRuleRow.js';
import type { RiskPartKind } from '../../risk/names.js';
import type { Band, Guardrail, Mode, Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import type { GraphqlContext } from '../context.js';
import { BandEnum, GuardrailEnum, ModeEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { RiskPartKindEnum } from '../riskPartKindEnum.js';
import { DateTimeScalar, TickerScalar } from '../scalars.js';
import { SeverityEnum } from '../severityEnum.js';
import { Person } from '../user/person.js';
import { AlertMetricEnum, AlertScopeEnum, ComparatorEnum } from './alertEnums.js';

export const ALERT_RULE_IDS = numberIds('AlertRule');

@ObjectType('AlertRule', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a user wants to be told of (docs/alerts.md).',
})
export class AlertRule implements Node {
  readonly row: AlertRuleRow;

  @Field(() => String, { description: 'What the rule is called, 1 to 100 characters.' })
  readonly name: string;

  @Field(() => AlertMetricEnum, { description: 'What it watches.' })
  readonly metric: AlertMetric;

  @Field(() => RiskPartKindEnum, {
    nullable: true,
    description: 'The part of the risk; null unless the metric is RISK_PART.',
  })
  readonly part: RiskPartKind | null;

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'The mode of the score; null unless the metric is of a score.',
  })
  readonly mode: Mode | null;

  @Field(() => GuardrailEnum, {
    nullable: true,
    description: 'The guardrail; null unless the metric is GUARDRAIL.',
  })
  readonly guardrail: Guardrail | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description: 'The stocks that it names, by their tickers of today; null: it names none.',
  })
  readonly tickers: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'The sector groups (Sector.key) whose stocks it is about; null: it names none.',
  })
  readonly sectors: readonly string[] | null;

  @Field(() => ComparatorEnum, { description: 'When it raises an alert.' })
  readonly comparator: Comparator;

  @Field(() => Float, {
    nullable: true,
    description:
      'What the value is compared with, in the unit of the metric; null where the comparator is CHANGED.',
  })
  readonly threshold: number | null;

  @Field(() => Float, {
    description:
      'How far back behind the threshold the value has to be so that the alert is resolved, in the unit of the metric; 0 ' +
      'where the comparator is CHANGED.',
  })
  readonly rearm: number;

  @Field(() => SeverityEnum, { description: 'How much its alerts matter.' })
  readonly severity: Severity;

  @Field(() => AlertScopeEnum, { description: 'Who sees it and its alerts.' })
  readonly scope: AlertScope;

  @Field(() => Boolean, { description: 'Whether it is about all stocks.' })
  readonly everything: boolean;

  @Field(() => [BandEnum], {
    nullable: true,
    description: 'The bands that a stock has to come into; null: any, or the metric is not BAND.',
  })
  readonly toBands: readonly Band[] | null;

  @Field(() => Boolean, {
    description: 'Whether it also raises while the scores of a session are provisional.',
  })
  readonly onProvisional: boolean;

  @Field(() => Boolean, { description: 'Whether it is evaluated.' })
  readonly enabled: boolean;

  @Field(() => Person, { nullable: true, description: 'Who made it; null once that user is deleted.' })
  readonly owner: Person | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  readonly createdAt: Date;

  @Field(() => Int, { description: 'Grows with each change. A change of the rule names it.' })
  readonly version: number;

  constructor(row: AlertRuleRow, { snapshot }: Pick<GraphqlContext, 'snapshot'>) {
    this.row = row;
    this.name = row.name;
    this.metric = row.metric;
    this.part = row.part;
    this.mode = row.mode;
    this.guardrail = row.guardrail;
    this.tickers = row.tickers && row.tickers.map((ticker) => snapshot.tickerOf(ticker));
    this.sectors = row.sectors;
    this.comparator = row.comparator;
    this.threshold = row.threshold;
    this.rearm = row.rearm;
    this.severity = row.severity;
    this.scope = row.scope;
    this.everything = row.everything;
    this.toBands = row.toBands;
    this.onProvisional = row.onProvisional;
    this.enabled = row.enabled;
    this.owner = row.owner && new Person(row.owner);
    this.createdAt = row.createdAt;
    this.version = row.version;
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(ALERT_RULE_IDS, this.row.id);
  }
}

export const AlertRuleConnection = connectionOf(AlertRule, {
  name: 'AlertRule',
  noun: 'rule',
  description: 'A page of rules, the newest first.',
});
export type AlertRuleConnection = InstanceType<typeof AlertRuleConnection>;
