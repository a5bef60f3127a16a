import { Field, Float, ObjectType } from 'type-graphql';
import type { StockField } from '../../books/stockFields.js';
import type { StockList } from '../../books/stockList.js';
import { StockFieldEnum } from './stockFieldEnum.js';

@ObjectType('FieldValue', { simpleResolvers: true, description: 'A number of a stock on a day.' })
export class FieldValue {
  @Field(() => StockFieldEnum, { description: 'The field, which says what the number is and its unit.' })
  readonly field: StockField;

  @Field(() => Float, { nullable: true, description: 'The number; null when it is not known.' })
  readonly value: number | null;

  /** @param list with the market where the field is of it */
  constructor(
    field: StockField,
    private readonly list: StockList,
    private readonly index: number,
  ) {
    this.field = field;
    this.value = numberOrNull(list.column(field)[index]);
  }

  @Field(() => Float, {
    nullable: true,
    description:
      "Median of the field over the scored stocks of the stock's sector group for which it is known; null when there are " +
      'none, and for a stock without a score.',
  })
  get sectorMedian(): number | null {
    return numberOrNull(this.list.mediansByRow(this.field)[this.index]);
  }
}

const numberOrNull = (value: number): number | null => (value === value ? value : null);
