import { Field, Float, ID, InputType } from 'type-graphql';
import type { Severity } from '../../database/tables.js';
import type { AlertMetric, Comparator } from '../../live/alerts/metrics.js';
import type { AlertScope } from '../../live/alerts/rules/alertRuleRow.js';
import { MOST_TICKERS } from '../../live/alerts/rules/requireSubject.js';
import type { RiskPartKind } from '../../risk/names.js';
import type { Band, Guardrail, Mode, Ticker } from '../../scoring/names.js';
import { BandEnum, GuardrailEnum, ModeEnum } from '../enums.js';
import { RiskPartKindEnum } from '../riskPartKindEnum.js';
import { TickerScalar } from '../scalars.js';
import { SeverityEnum } from '../severityEnum.js';
import { AlertMetricEnum, AlertScopeEnum, ComparatorEnum } from './alertEnums.js';

@InputType('AlertRuleInput', {
  description:
    'All that a rule says. What does not fit its metric is refused. A rule about stocks names tickers, sectors or both, or ' +
    'is about everything; a rule about a portfolio names it; a rule about the service itself has none of these.',
})
export class AlertRuleInput {
  @Field(() => String, {
    description: 'What to call the rule, 1 to 100 characters that print; blanks around it are left out.',
  })
  readonly name!: string;

  @Field(() => AlertMetricEnum, { description: 'What to watch.' })
  readonly metric!: AlertMetric;

  @Field(() => RiskPartKindEnum, { nullable: true, description: 'Needed for RISK_PART, else refused.' })
  readonly part?: RiskPartKind | null;

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'Needed for SCORE, SCORE_CHANGE, BAND and GUARDRAIL, else refused.',
  })
  readonly mode?: Mode | null;

  @Field(() => GuardrailEnum, { nullable: true, description: 'Needed for GUARDRAIL, else refused.' })
  readonly guardrail?: Guardrail | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description: `Stocks, 1 to ${MOST_TICKERS}, each a known one; former symbols are found, too. Null: none by name.`,
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Sector groups (Sector.key) whose stocks to watch, at least one; null: none.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A portfolio of yours: needed for PORTFOLIO_VALUE_AT_RISK and PORTFOLIO_DRIFT, else refused.',
  })
  readonly portfolioId?: string | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether to watch all stocks.' })
  readonly everything!: boolean;

  @Field(() => [BandEnum], {
    nullable: true,
    description: 'For BAND: only changes into these bands, at least one; null: into any. Else refused.',
  })
  readonly toBands?: readonly Band[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to raise alerts also while the scores of a session are provisional.',
  })
  readonly onProvisional!: boolean;

  @Field(() => ComparatorEnum, {
    description: 'When to raise an alert: CHANGED for BAND and GUARDRAIL; ABOVE or BELOW for others.',
  })
  readonly comparator!: Comparator;

  @Field(() => Float, {
    nullable: true,
    description:
      'What to compare the value with, in the unit of the metric; refused for CHANGED, else needed.',
  })
  readonly threshold?: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'How far back behind the threshold the value has to be so that the alert is resolved, 0 or more. Null: 5 points for ' +
      'risks and scores, 1 % of the threshold for CLOSE, 0.005 for a value at risk, 0.01 for a drift, half of the threshold for ' +
      'the service itself. None for CHANGED.',
  })
  readonly rearm?: number | null;

  @Field(() => SeverityEnum, { defaultValue: 'MEDIUM', description: 'How much its alerts matter.' })
  readonly severity!: Severity;

  @Field(() => AlertScopeEnum, {
    defaultValue: 'OWN',
    description:
      'Who sees the rule and its alerts. EVERYBODY needs the scope OPERATIONS_WRITE. It never changes.',
  })
  readonly scope!: AlertScope;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether the rule is evaluated.' })
  readonly enabled!: boolean;

  @Field(() => [ID], {
    nullable: true,
    description: 'Webhooks of yours that are told of its alerts; null: none.',
  })
  readonly webhookIds?: readonly string[] | null;
}
