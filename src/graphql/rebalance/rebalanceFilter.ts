import { Field, ID, InputType } from 'type-graphql';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { FeedStatus } from '../../database/tables.js';
import { idOf } from '../idOf.js';
import { JobStatusEnum } from '../jobStatusEnum.js';
import { MODEL_IDS } from '../model/model.js';
import { PORTFOLIO_IDS } from '../portfolio/portfolio.js';
import { requireTimes } from '../requireTimes.js';
import { DateTimeScalar } from '../scalars.js';

@InputType('RebalanceFilter', {
  description: 'Which rebalances to list. All conditions must hold; a null one always does.',
})
export class RebalanceFilter {
  @Field(() => ID, {
    nullable: true,
    description:
      'Rebalances of this model and of portfolios that followed it; none where the caller has no such model.',
  })
  readonly modelId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Rebalances with this portfolio; none where the caller has no such portfolio.',
  })
  readonly portfolioId?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Rebalances that were asked for then or later. It must be before `to`.',
  })
  readonly from?: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Rebalances that were asked for before then.' })
  readonly to?: Date | null;

  @Field(() => [JobStatusEnum], {
    nullable: true,
    description: 'Rebalances in one of these states; null: in any; none in the list: no rebalance.',
  })
  readonly statuses?: readonly FeedStatus[] | null;
}

/** The conditions of a filter, checked; null stands for a condition that is not set. */
export interface RebalanceConditions {
  readonly modelId: number | null;
  readonly portfolioId: number | null;
  /** As ISO 8601 writes it. */
  readonly from: string | null;
  readonly to: string | null;
  readonly statuses: readonly FeedStatus[] | null;
}

/** Where every rebalance is listed. */
export const ALL_REBALANCES: RebalanceConditions = {
  modelId: null,
  portfolioId: null,
  from: null,
  to: null,
  statuses: null,
};

/** @throws UserError for an id of another kind, and where `from` is not before `to` */
export function conditionsOf(filter: RebalanceFilter | null | undefined): RebalanceConditions {
  const { modelId, portfolioId, from = null, to = null, statuses } = filter ?? {};
  requireTimes(from, to);
  return {
    modelId: typeof modelId === 'string' ? idOf(MODEL_IDS, 'a model', modelId) : null,
    portfolioId: typeof portfolioId === 'string' ? idOf(PORTFOLIO_IDS, 'a portfolio', portfolioId) : null,
    from: from && from.toISOString(),
    to: to && to.toISOString(),
    statuses: statuses ? [...new Set(statuses)].sort() : null,
  };
}

/** Returns the condition on `rebalance`. */
export function conditionOn({
  modelId,
  portfolioId,
  from,
  to,
  statuses,
}: RebalanceConditions): RawBuilder<SqlBool> {
  const parts = [
    modelId !== null && sql`rebalance.model_id = ${modelId}::int4`,
    portfolioId !== null &&
      sql`EXISTS (SELECT FROM rebalance_portfolios AS named
        WHERE named.rebalance_id = rebalance.id AND named.portfolio_id = ${portfolioId}::int4)`,
    from && sql`rebalance.created_at >= ${from}::timestamptz`,
    to && sql`rebalance.created_at < ${to}::timestamptz`,
    statuses && sql`rebalance.status = ANY (${[...statuses]}::text[])`,
  ].filter((part) => typeof part === 'object' && part !== null);
  return parts.length === 0 ? sql`true` : sql`${sql.join(parts, sql` AND `)}`;
}
