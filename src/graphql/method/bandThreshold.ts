import { Field, Float, ObjectType } from 'type-graphql';
import type { Band } from '../../scoring/names.js';
import { BandEnum } from '../enums.js';

@ObjectType('BandThreshold', {
  simpleResolvers: true,
  description: 'From which score on a band begins (method §9).',
})
export class BandThreshold {
  @Field(() => BandEnum, { description: 'The band.' })
  readonly band: Band;

  @Field(() => Float, { description: 'Its lowest score, 0 to 100, which belongs to it; 0 for AVOID.' })
  readonly atLeast: number;

  constructor(band: Band, atLeast: number) {
    this.band = band;
    this.atLeast = atLeast;
  }
}
