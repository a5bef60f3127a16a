import { Field, Float, ObjectType } from 'type-graphql';
import type { PillarField } from '../../books/pillarFields.js';
import { PillarNameEnum } from '../enums.js';

@ObjectType('PillarWeight', {
  simpleResolvers: true,
  description: 'What a pillar counts in the weighted score (method §6).',
})
export class PillarWeight {
  @Field(() => PillarNameEnum, { description: 'The pillar.' })
  readonly pillar: PillarField;

  @Field(() => Float, {
    description: 'Its share, 0 to 1, in thousandths; the six of a mode and group sum to 1.',
  })
  readonly weight: number;

  constructor(pillar: PillarField, weight: number) {
    this.pillar = pillar;
    this.weight = weight;
  }
}
