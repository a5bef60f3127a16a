import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { storedGuardrailSteps } from '../../books/storedGuardrailSteps.js';
import type { Band, IsoDate, Mode } from '../../scoring/names.js';
import { connectionOf } from '../connectionOf.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { Node } from '../node.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { DateScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { Confidence } from './confidence.js';
import { GuardrailStep } from './guardrailStep.js';
import { Penalty } from './penalty.js';
import { Pillars } from './pillars.js';
import { Provenance } from './provenance.js';

@ObjectType('Score', {
  implements: Node,
  simpleResolvers: true,
  description:
    'The score of one stock, mode and session, with all that led to it: weighted pillars, less the penalty, through ' +
    'six guardrails (method §5 to §9). Stored once by a run, and never changed.',
})
export class Score implements Node {
  readonly row: ScoreRow;

  @Field(() => ModeEnum, { description: 'For whom it is.' })
  readonly mode: Mode;

  @Field(() => DateScalar, {
    description: 'The session: it sees what was known at its close, and nothing later.',
  })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'The score, 0 to 100, to two decimals, after penalty and guardrails.' })
  readonly value: number;

  @Field(() => BandEnum, {
    description: 'The verdict: the band of the score, unless a guardrail lowered it.',
  })
  readonly band: Band;

  @Field(() => Float, {
    description:
      'Sum of pillar × weight, 0 to 100, exact to five decimals: before penalty and guardrails (method §6).',
  })
  readonly weighted: number;

  @Field(() => Float, {
    description:
      "S_z of its sector group: standard deviations from the groups' mean; 0 where the group has none (method §5).",
  })
  readonly sectorZ: number;

  /** Made once, however often they are looked at: compiled operations read a property several times. */
  #stock: Stock | undefined;
  #pillars: Pillars | undefined;
  #penalty: Penalty | undefined;
  #guardrails: GuardrailStep[] | undefined;
  #confidence: Confidence | undefined;
  #provenance: Provenance | undefined;

  /**
   * @param former the scores before it, the newest first, as far as they were asked for; null where they were not
   *   read with it
   */
  constructor(
    row: ScoreRow,
    readonly runs: OperationRuns,
    readonly former: readonly ScoreRow[] | null = null,
  ) {
    this.row = row;
    this.mode = row.mode;
    this.date = row.day;
    this.value = row.value;
    this.band = row.band;
    this.weighted = row.weighted;
    this.sectorZ = row.sector_z;
  }

  @Field(() => ID, { description: 'Opaque; a rescore of the day makes another score with another id.' })
  get id(): string {
    const { run_id: runId, mode, ticker } = this.row;
    return encodeId({ kind: 'Score', runId, mode, ticker });
  }

  @Field(() => Boolean, {
    description:
      'Whether its run read the facts before the session closed (15:30 in India): prices may still have moved. At ' +
      'the close another run scores the day.',
  })
  get provisional(): boolean {
    return this.runs.get(this.row.run_id).provisional;
  }

  @Field(() => Stock, { description: 'The stock that it is of.' })
  get stock(): Stock {
    return (this.#stock ??= new Stock(this.row));
  }

  @Field(() => Pillars, { description: 'The six pillars that it is weighted from.' })
  get pillars(): Pillars {
    return (this.#pillars ??= new Pillars(this.row, this.runs));
  }

  @Field(() => Penalty, { description: 'What was taken off for risk.' })
  get penalty(): Penalty {
    return (this.#penalty ??= new Penalty(this.row, this.runs));
  }

  @Field(() => [GuardrailStep], {
    description: 'All six guardrails, in the order in which they are applied.',
  })
  get guardrails(): GuardrailStep[] {
    return (this.#guardrails ??= storedGuardrailSteps(this.row, this.runs.methodOf(this.row.run_id)).map(
      (step) => new GuardrailStep(step, this.mode),
    ));
  }

  @Field(() => Confidence, { description: 'How far its inputs can be relied on.' })
  get confidence(): Confidence {
    return (this.#confidence ??= new Confidence(this.row));
  }

  @Field(() => Provenance, { description: 'Run, method and inputs that it was made with.' })
  get provenance(): Provenance {
    return (this.#provenance ??= new Provenance(this.row, this.runs));
  }
}

export const ScoreConnection = connectionOf(Score, {
  name: 'Score',
  description: 'A page of the scores of one stock, the newest first.',
});
export type ScoreConnection = InstanceType<typeof ScoreConnection>;
