import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { PILLAR_FIELDS, type PillarField } from '../../books/pillarFields.js';
import { weightsOf } from '../../scoring/method.js';
import { snap } from '../../scoring/rounding.js';
import { PillarNameEnum } from '../enums.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { PILLAR_LETTERS } from './pillarLetters.js';

@ObjectType('Pillar', {
  simpleResolvers: true,
  description: 'One of the six pillars of a score (method §5).',
})
export class Pillar {
  readonly row: ScoreRow;

  @Field(() => PillarNameEnum, { description: 'Name of the pillar.' })
  readonly name: PillarField;

  @Field(() => Float, {
    description: 'Score of the pillar, 0 to 100, to two decimals; the same in both modes.',
  })
  readonly score: number;

  readonly #runs: OperationRuns;

  constructor(row: ScoreRow, name: PillarField, runs: OperationRuns) {
    this.row = row;
    this.name = name;
    this.score = row[PILLAR_FIELDS[name]];
    this.#runs = runs;
  }

  @Field(() => Float, {
    description:
      "Weight of the pillar for the score's mode and sector group, 0 to 1, by the method of the run (method §6).",
  })
  get weight(): number {
    const { mode, run_id: runId, sector } = this.row;
    return weightsOf(this.#runs.methodOf(runId).parameters, mode, sector)[PILLAR_LETTERS[this.name]];
  }

  @Field(() => Float, {
    description:
      'Points that the pillar contributes to the weighted score: score × weight. The six contributions sum to ' +
      'Score.weighted.',
  })
  get contribution(): number {
    return snap(this.score * this.weight);
  }
}
