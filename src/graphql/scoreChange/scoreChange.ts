import { Field, Float, ObjectType } from 'type-graphql';
import { storedScoreParts } from '../../books/storedScoreParts.js';
import { round2 } from '../../scoring/rounding.js';
import { changeOfParts } from '../../validation/attribution/scoreParts.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { Score } from '../score/score.js';
import { ChangePart } from './changePart.js';

@ObjectType('ScoreChange', {
  simpleResolvers: true,
  description:
    'Why a score differs between two sessions, by cause and by part. Both lists sum to `total`. Bands are not ' +
    'attributed: `from` and `to` have them.',
})
export class ScoreChange {
  @Field(() => Score, { description: 'The score of the former session.' })
  readonly from: Score;

  @Field(() => Score, { description: 'The score that the change is asked of.' })
  readonly to: Score;

  @Field(() => Float, { description: 'to.value - from.value, in points, to two decimals.' })
  readonly total: number;

  readonly runs: OperationRuns;
  /** Kept, because a compiled operation reads a property several times. */
  #parts: ChangePart[] | undefined;

  /** @param runs knows the runs of both scores */
  constructor(from: Score, to: Score, runs: OperationRuns) {
    this.from = from;
    this.to = to;
    this.total = round2(to.value - from.value);
    this.runs = runs;
  }

  @Field(() => [ChangePart], {
    description:
      'The change by part: six pillars, five parts of the penalty, the cap, SECTOR_BEAR and rounding, in this order, also ' +
      'those that did not change.',
  })
  get parts(): ChangePart[] {
    return (this.#parts ??= changeOfParts(this.#partsOf(this.from), this.#partsOf(this.to)).map(
      (part) => new ChangePart(part),
    ));
  }

  #partsOf({ row }: Score) {
    return storedScoreParts(row, this.runs.methodOf(row.run_id));
  }
}
