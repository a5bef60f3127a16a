import { Field, InputType } from 'type-graphql';
import type { Direction } from '../../books/order.js';
import type { RiskOrderField } from '../../books/risk/riskOrder.js';
import type { RiskLevel, RiskStatus } from '../../risk/names.js';
import type { Ticker } from '../../scoring/names.js';
import { DirectionEnum } from '../enums.js';
import { TickerScalar } from '../scalars.js';
import { FloatRange } from '../stock/stockFilter.js';
import { RiskLevelEnum, RiskOrderFieldEnum, RiskPartStatusEnum } from './riskEnums.js';

@InputType('RiskFilter', {
  description:
    'Selects risks. A risk must match every field that is given; a null field matches all. A filter that no risk can match ' +
    'is refused, such as an empty list, or a range outside of 0 to 100.',
})
export class RiskFilter {
  @Field(() => [TickerScalar], {
    nullable: true,
    description:
      'The stock is one of these. Unknown tickers are ignored; a list without a known one is refused.',
  })
  readonly tickers?: readonly Ticker[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The stock is in one of these sector groups (Sector.key) on the session, as is recorded today. An unknown key is ' +
      'refused.',
  })
  readonly sectors?: readonly string[] | null;

  @Field(() => [RiskLevelEnum], { nullable: true, description: 'The level is one of these.' })
  readonly levels?: readonly RiskLevel[] | null;

  @Field(() => FloatRange, { nullable: true, description: 'Range of Risk.value, 0 to 100.' })
  readonly value?: FloatRange | null;

  @Field(() => FloatRange, { nullable: true, description: 'Range of Risk.upper, 0 to 100.' })
  readonly upper?: FloatRange | null;

  @Field(() => [RiskPartStatusEnum], {
    nullable: true,
    description: 'At least one part has one of these statuses.',
  })
  readonly statuses?: readonly RiskStatus[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Text that the name, the ticker, a former ticker or an ISIN contains, not case-sensitive. ISINs that the company had ' +
      'before count, too.',
  })
  readonly search?: string | null;
}

@InputType('RiskOrder', { description: 'Order of risks.' })
export class RiskOrder {
  @Field(() => RiskOrderFieldEnum, { description: 'The value to order by.' })
  readonly field!: RiskOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'DESC', description: 'Ascending or descending.' })
  readonly direction!: Direction;
}
