import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { RunRow } from '../../database/runRow.js';
import type { ScoreEventRow } from '../../live/scoreEventRow.js';
import type { Band } from '../../scoring/names.js';
import { BandEnum } from '../enums.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { Run } from '../run/run.js';
import { DateTimeScalar } from '../scalars.js';
import { Score } from '../score/score.js';

@ObjectType('ScoreEvent', {
  simpleResolvers: true,
  description:
    "A stored change of a score: its value, band or fired guardrails differ from the stock's former newest score of " +
    'the mode up to that day, or it is the first one. Stored in the transaction that stores the score.',
})
export class ScoreEvent {
  @Field(() => ID, {
    description:
      'Its place in the log, opaque: pass the last one that you have as `after` and get all that came since. Always ' +
      'ask for it.',
  })
  readonly cursor: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The former value, 0 to 100; null where it is the first.',
  })
  readonly previousValue: number | null;

  @Field(() => BandEnum, {
    nullable: true,
    description: 'The former band; null where it is the first score.',
  })
  readonly previousBand: Band | null;

  @Field(() => Boolean, {
    description: 'Whether the band is another one than before; true of a first score.',
  })
  readonly bandChanged: boolean;

  @Field(() => DateTimeScalar, { description: 'When it was stored.' })
  readonly at: Date;

  readonly #row: ScoreEventRow;
  readonly #runs: OperationRuns;

  /** @param runs knows the run of the row */
  constructor(row: ScoreEventRow, cursor: string, runs: OperationRuns) {
    this.#row = row;
    this.#runs = runs;
    this.cursor = cursor;
    this.previousValue = row.previous_value;
    this.previousBand = row.previous_band;
    this.bandChanged = row.band !== row.previous_band;
    this.at = row.at;
  }

  @Field(() => Score, {
    description: 'The score that was stored. A later run may have stored a newer one by now.',
  })
  get score(): Score {
    return new Score(this.#row, this.#runs);
  }

  @Field(() => Run, { description: 'The run that stored it.' })
  get run(): Run {
    const row: RunRow = this.#runs.get(this.#row.run_id);
    return new Run(row);
  }
}
