import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from './scoreLoaders.js';

@ObjectType('Penalty', {
  simpleResolvers: true,
  description: 'Points that are taken off a score for risk (method §7).',
})
export class Penalty {
  readonly row: ScoreRow;

  @Field(() => Float, { description: 'Points taken off: beforeCap, but at most cap; 0 to 20.' })
  readonly total: number;

  @Field(() => Float, { description: 'Sum of the five parts, in points.' })
  readonly beforeCap: number;

  @Field(() => Float, { description: 'The most points that the sector group allows, above 0 and up to 20.' })
  readonly cap: number;

  constructor(row: ScoreRow) {
    this.row = row;
    this.total = row.penalty;
    this.beforeCap = row.penalty_before_cap;
    this.cap = row.penalty_cap;
  }
}
