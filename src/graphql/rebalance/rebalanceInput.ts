import { Field, ID, InputType, Int } from 'type-graphql';
import type { RebalanceMode } from '../../portfolios/names.js';
import type { IsoDate } from '../../scoring/names.js';
import { RebalanceModeEnum } from '../portfolioEnums.js';
import { DateScalar, DecimalScalar } from '../scalars.js';

export const AS_OF =
  'The day whose prices and holdings count, today in India at the latest; a day without a session means the prices of the ' +
  'session before it. Null: the newest session, and all entries of the journal.';
export const CASH_FLOOR =
  'What has to be left as cash after all trades, in ₹, 0 or more, at most 4 decimals; null: 0.';
export const MIN_TRADE_VALUE =
  'Positions within their bands are not traded for less, in ₹, 0 or more, at most 4 decimals; null: 0.';

@InputType('RebalanceInput', { description: 'How to rebalance a portfolio.' })
export class RebalanceInput {
  @Field(() => ID, { description: 'Id of the portfolio.' })
  readonly portfolioId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Portfolio.version as the caller saw it; needed to rebalance, not to preview. The code is CONFLICT where it has grown.',
  })
  readonly version?: number | null;

  @Field(() => RebalanceModeEnum, {
    defaultValue: 'ONLY_BREACHES',
    description: 'Which positions to trade, and how far.',
  })
  readonly mode!: RebalanceMode;

  @Field(() => DateScalar, { nullable: true, description: AS_OF })
  readonly asOf?: IsoDate | null;

  @Field(() => DecimalScalar, { nullable: true, description: CASH_FLOOR })
  readonly cashFloor?: string | null;

  @Field(() => DecimalScalar, { nullable: true, description: MIN_TRADE_VALUE })
  readonly minTradeValue?: string | null;
}
