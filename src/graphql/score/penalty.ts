import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { storedPenaltyParts } from '../../books/storedPenaltyParts.js';
import { MAX_CAP } from '../../method/methodRules.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { PenaltyPart } from './penaltyPart.js';

@ObjectType('Penalty', {
  simpleResolvers: true,
  description: 'The points that are taken off a score for risk (method §7).',
})
export class Penalty {
  readonly row: ScoreRow;

  @Field(() => Float, { description: `Points taken off: the lesser of beforeCap and cap, 0 to ${MAX_CAP}.` })
  readonly total: number;

  @Field(() => Float, { description: 'Sum of the five parts, in points.' })
  readonly beforeCap: number;

  @Field(() => Float, {
    description: `The most points that can be taken off in the sector group, above 0 and at most ${MAX_CAP}.`,
  })
  readonly cap: number;

  readonly #runs: OperationRuns;

  /** Kept, because a compiled operation reads a property several times. */
  #parts: PenaltyPart[] | undefined;

  constructor(row: ScoreRow, runs: OperationRuns) {
    this.row = row;
    this.total = row.penalty;
    this.beforeCap = row.penalty_before_cap;
    this.cap = row.penalty_cap;
    this.#runs = runs;
  }

  @Field(() => [PenaltyPart], {
    description: 'All five parts, in their usual order, including those of 0 points.',
  })
  get parts(): PenaltyPart[] {
    return (this.#parts ??= storedPenaltyParts(this.row, this.#runs.methodOf(this.row.run_id)).map(
      (part) => new PenaltyPart(part, this.row),
    ));
  }
}
