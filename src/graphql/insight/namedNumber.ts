import { Field, Float, ObjectType } from 'type-graphql';
import type { NamedNumber as Known } from '../../companies/analysis/insight.js';
import { snapOrNull } from '../../scoring/rounding.js';

@ObjectType('NamedNumber', { simpleResolvers: true, description: 'A number with its name.' })
export class NamedNumber {
  @Field(() => String, { description: 'What the number is, such as share or medianPe.' })
  readonly name: string;

  @Field(() => Float, {
    nullable: true,
    description:
      'The number: shares, growth, margins, returns and percentiles as fractions, HHI and scores in points, money in ' +
      '₹ crore, P/E as a multiple; null when it is not known.',
  })
  readonly value: number | null;

  constructor({ name, value }: Known) {
    this.name = name;
    this.value = snapOrNull(value);
  }
}
