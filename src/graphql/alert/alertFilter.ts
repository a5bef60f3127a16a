import { Field, ID, InputType } from 'type-graphql';
import type { AlertState, Severity } from '../../database/tables.js';
import type { Ticker } from '../../scoring/names.js';
import { ALERT_RULE_IDS } from '../alertRule/alertRule.js';
import type { GraphqlContext } from '../context.js';
import { idOf } from '../idOf.js';
import { requireKnownFilter } from '../requireKnownFilter.js';
import { requireTimes } from '../requireTimes.js';
import { DateTimeScalar, TickerScalar } from '../scalars.js';
import { SeverityEnum } from '../severityEnum.js';
import { AlertStateEnum } from './alertStateEnums.js';

@InputType('AlertFilter', {
  description: 'Which alerts to list. All conditions must hold; a null one always does.',
})
export class AlertFilter {
  @Field(() => [AlertStateEnum], {
    nullable: true,
    description: 'Alerts in one of these states; null: in any; none in the list: no alert.',
  })
  readonly states?: readonly AlertState[] | null;

  @Field(() => [SeverityEnum], {
    nullable: true,
    description: 'Alerts of one of these severities; null: of any; none in the list: no alert.',
  })
  readonly severities?: readonly Severity[] | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      'Alerts of one of these stocks; former symbols are found, too. Unknown tickers are ignored; a list without a known ' +
      'one is refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Alerts of this rule; none where the caller sees no such rule.',
  })
  readonly ruleId?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Alerts that were raised then or later. It must be before `to`.',
  })
  readonly from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Alerts that were raised before then.' })
  readonly to?: Date | null;
}

/** The conditions of a filter, checked; null stands for a condition that is not set. */
export interface AlertConditions {
  readonly states: readonly AlertState[] | null;
  readonly severities: readonly Severity[] | null;
  /** All tickers that the stocks have ever had. */
  readonly tickers: readonly Ticker[] | null;
  readonly ruleId: number | null;
  /** As ISO 8601 writes it. */
  readonly from: string | null;
  readonly to: string | null;
}

/** @throws UserError for an id of another kind, where `from` is not before `to`, and for tickers of which none is known */
export function conditionsOf(
  filter: AlertFilter | null | undefined,
  context: Pick<GraphqlContext, 'market' | 'snapshot'>,
): AlertConditions {
  const { states, severities, tickers, ruleId, from = null, to = null } = filter ?? {};
  requireTimes(from, to);
  const known = requireKnownFilter(tickers && { tickers }, context);
  const { symbols } = context.snapshot;
  const all = known?.tickers?.flatMap((ticker) => symbols.spansOf(ticker).map((span) => span.ticker));
  return {
    states: states ? [...new Set(states)].sort() : null,
    severities: severities ? [...new Set(severities)].sort() : null,
    tickers: all ? [...new Set(all)].sort() : null,
    ruleId: ruleId === null || ruleId === undefined ? null : idOf(ALERT_RULE_IDS, 'a rule', ruleId),
    from: from && from.toISOString(),
    to: to && to.toISOString(),
  };
}
