import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { storedPenaltyParts } from '../../books/storedPenaltyParts.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { PenaltyPart } from './penaltyPart.js';

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

  readonly #runs: OperationRuns;

  /** Made once, however often they are looked at: compiled operations read a property several times. */
  #parts: PenaltyPart[] | undefined;

  constructor(row: ScoreRow, runs: OperationRuns) {
    this.row = row;
    this.total = row.penalty;
    this.beforeCap = row.penalty_before_cap;
    this.cap = row.penalty_cap;
    this.#runs = runs;
  }

  @Field(() => [PenaltyPart], {
    description: 'All five parts, in their order, those of 0 points included.',
  })
  get parts(): PenaltyPart[] {
    return (this.#parts ??= storedPenaltyParts(this.row, this.#runs.methodOf(this.row.run_id)).map(
      (part) => new PenaltyPart(part),
    ));
  }
}
