import { Field, InputType } from 'type-graphql';
import type { Direction, StockOrderField } from '../../books/order.js';
import { DirectionEnum, StockOrderFieldEnum } from '../enums.js';

@InputType('StockOrder', { description: 'By what the screener is ordered.' })
export class StockOrder {
  @Field(() => StockOrderFieldEnum, { description: 'The value that counts.' })
  readonly field!: StockOrderField;

  @Field(() => DirectionEnum, { defaultValue: 'DESC', description: 'Which end comes first.' })
  readonly direction!: Direction;
}
