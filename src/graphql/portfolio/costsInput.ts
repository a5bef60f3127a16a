import { Field, InputType } from 'type-graphql';
import { DecimalScalar } from '../scalars.js';

@InputType('CostsInput', {
  description: 'What trades cost. What is null or left out is as config/costs.yaml says.',
})
export class CostsInput {
  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'Cost of a purchase as a fraction of its value, 0 to 0.05, at most 9 decimals: 0.001 is 0.1 %.',
  })
  readonly buyRate?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'Cost of a sale as a fraction of its value, 0 to 0.05, at most 9 decimals.',
  })
  readonly sellRate?: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'A fixed amount for each sale in ₹, 0 or more, at most 4 decimals.',
  })
  readonly perSale?: string | null;
}
