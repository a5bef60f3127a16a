import { Field, Float, InputType } from 'type-graphql';
import type { Comparison } from '../../books/condition.js';
import type { StockField } from '../../books/stockFields.js';
import { ComparisonEnum, StockFieldEnum } from './stockFieldEnum.js';

@InputType('Condition', {
  description:
    'A condition on a number of a stock. KNOWN and UNKNOWN have no other side; for all other comparisons, exactly one of ' +
    'value, than and thanSectorMedian says what the number is compared with. A comparison holds only where both sides are ' +
    'known.',
})
export class Condition {
  @Field(() => StockFieldEnum, { description: 'The number, on the left side.' })
  readonly field!: StockField;

  @Field(() => ComparisonEnum, { description: 'How it compares with the other side.' })
  readonly is!: Comparison;

  @Field(() => Float, {
    nullable: true,
    description: 'The other side is this number, in the unit of the field.',
  })
  readonly value?: number | null;

  @Field(() => StockFieldEnum, {
    nullable: true,
    description: 'The other side is this number of the same stock.',
  })
  readonly than?: StockField | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: the other side is the median of the same field over the scored stocks of the stock's sector group for " +
      'which it is known. False is the same as null.',
  })
  readonly thanSectorMedian?: boolean | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What the other side is multiplied by, where it is a field or a median; null: 1.',
  })
  readonly factor?: number | null;
}
