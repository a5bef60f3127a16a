import { Field, Float, ObjectType } from 'type-graphql';
import { PILLAR_FIELDS, type PillarField } from '../../books/pillarFields.js';
import { PillarNameEnum } from '../enums.js';
import type { ScoreRow } from './scoreLoaders.js';

@ObjectType('Pillar', {
  simpleResolvers: true,
  description: 'One of the six pillars of a score (method §5).',
})
export class Pillar {
  readonly row: ScoreRow;

  @Field(() => PillarNameEnum, { description: 'Which one.' })
  readonly name: PillarField;

  @Field(() => Float, { description: 'Its score, 0 to 100, to two decimals; the same in both modes.' })
  readonly score: number;

  constructor(row: ScoreRow, name: PillarField) {
    this.row = row;
    this.name = name;
    this.score = row[PILLAR_FIELDS[name]];
  }
}
