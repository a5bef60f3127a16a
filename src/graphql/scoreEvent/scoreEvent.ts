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
    'A stored change of a score. Its value, band or fired guardrails differ from those of the score before: ' +
    'the newest one of the stock, mode and method up to that day, if there was any. The event is stored together with ' +
    'the score. Where a session was withdrawn, the score before is the one that was served last.',
})
export class ScoreEvent {
  @Field(() => ID, {
    description:
      'Position of the event in the log, opaque. Pass the last cursor that you received as `after` to get ' +
      'every event since. Always select it.',
  })
  readonly cursor: string;

  @Field(() => Float, {
    nullable: true,
    description: 'The value before, 0 to 100; null for a first score.',
  })
  readonly previousValue: number | null;

  @Field(() => BandEnum, {
    nullable: true,
    description: 'The band before; null for a first score.',
  })
  readonly previousBand: Band | null;

  @Field(() => Boolean, {
    description:
      'Whether the band changed; true for a first score, and for a stock that has no score any more.',
  })
  readonly bandChanged: boolean;

  @Field(() => Boolean, {
    description:
      'Whether the score that was told before was withdrawn, because its session was. Where the stock has no score ' +
      'any more, the event has the withdrawn one.',
  })
  readonly withdrawn: boolean;

  @Field(() => String, {
    description:
      'Name of the method that scored, such as greyoak-1.1. The score before is of the same method.',
  })
  readonly methodName: string;

  @Field(() => DateTimeScalar, { description: 'When the event was stored.' })
  readonly at: Date;

  readonly #row: ScoreEventRow;
  readonly #runs: OperationRuns;

  /** @param runs has the run of the row */
  constructor(row: ScoreEventRow, cursor: string, runs: OperationRuns) {
    this.#row = row;
    this.#runs = runs;
    this.cursor = cursor;
    this.previousValue = row.previous_value;
    this.previousBand = row.previous_band;
    this.bandChanged = row.band !== row.previous_band || !row.has_score;
    this.withdrawn = row.withdrawn;
    this.methodName = row.method_name;
    this.at = row.at;
  }

  @Field(() => Score, {
    description:
      'The score that was stored. A later run may have stored a newer score since. Where `withdrawn` is true and the ' +
      'stock has no score any more, it is the withdrawn one.',
  })
  get score(): Score {
    return new Score(this.#row, this.#runs);
  }

  @Field(() => Run, { description: 'The run that stored the score.' })
  get run(): Run {
    const row: RunRow = this.#runs.get(this.#row.run_id);
    return new Run(row);
  }
}
