import { Field, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { storedGuardrailSteps } from '../../books/storedGuardrailSteps.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { GuardrailStep } from '../score/guardrailStep.js';
import { Penalty } from '../score/penalty.js';

@ObjectType('RiskEvidence', {
  simpleResolvers: true,
  description:
    'What the score of the same stock, day and mode says about risk. It is shown beside the risk, and is not part of it.',
})
export class RiskEvidence {
  @Field(() => Penalty, { description: "The score's penalty, with its parts." })
  readonly penalty: Penalty;

  readonly #row: ScoreRow;
  readonly #runs: OperationRuns;
  /** Kept, because a compiled operation reads a property several times. */
  #fired: GuardrailStep[] | undefined;

  constructor(row: ScoreRow, runs: OperationRuns) {
    this.penalty = new Penalty(row, runs);
    this.#row = row;
    this.#runs = runs;
  }

  @Field(() => [GuardrailStep], {
    description: 'The guardrails of the score that fired, in the order in which they are applied.',
  })
  get fired(): GuardrailStep[] {
    return (this.#fired ??= storedGuardrailSteps(this.#row, this.#runs.methodOf(this.#row.run_id))
      .filter(({ fired }) => fired)
      .map((step) => new GuardrailStep(step, this.#row.mode)));
  }
}
