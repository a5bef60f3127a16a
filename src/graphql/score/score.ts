import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import { storedGuardrailSteps } from '../../books/storedGuardrailSteps.js';
import { tickerOf } from '../../market/ticker.js';
import { MODES, type Band, type IsoDate, type Mode } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { DateScalar } from '../scalars.js';
import type { ListedScore } from '../stock/listedScore.js';
import { Stock } from '../stock/stock.js';
import { wholeNumber } from '../wholeNumber.js';
import { Confidence } from './confidence.js';
import { GuardrailStep } from './guardrailStep.js';
import { Penalty } from './penalty.js';
import { Pillars } from './pillars.js';
import { Provenance } from './provenance.js';
import type { ScoreKey } from './scoreLoaders.js';

export const SCORE_IDS: IdKind<ScoreKey> = {
  type: 'Score',
  parts: ({ runId, mode, ticker }) => [runId, mode, ticker],
  key: ([run = '', name, symbol = '']) => {
    const [runId, mode, ticker] = [wholeNumber(run), MODES.find((one) => one === name), tickerOf(symbol)];
    return runId === null || mode === undefined || ticker === null ? null : { runId, mode, ticker };
  },
};

@ObjectType('Score', {
  implements: Node,
  simpleResolvers: true,
  description:
    'The score of one stock, mode and session, with everything that led to it: the weighted pillars, less the ' +
    'penalty, passed through six guardrails (method §5 to §9). A run stores a score once, and it never ' +
    'changes.',
})
export class Score implements Node {
  readonly row: ScoreRow;

  @Field(() => ModeEnum, { description: 'The mode that the score is for.' })
  readonly mode: Mode;

  @Field(() => DateScalar, {
    description:
      'The session. The score is computed from what was known at its close, and from nothing later.',
  })
  readonly date: IsoDate;

  @Field(() => Float, { description: 'The score, 0 to 100, to two decimals, after penalty and guardrails.' })
  readonly value: number;

  @Field(() => BandEnum, {
    description: 'The verdict: the band that the score falls into, unless a guardrail lowered it.',
  })
  readonly band: Band;

  @Field(() => Float, {
    description:
      'Sum of pillar × weight, 0 to 100, exact to five decimals, before penalty and guardrails (method §6).',
  })
  readonly weighted: number;

  @Field(() => Float, {
    description:
      'S_z, the momentum of the sector group: standard deviations from the mean of all groups (method §5); 0 ' +
      'when the group has none.',
  })
  readonly sectorZ: number;

  /** Each is kept, because a compiled operation reads a property several times. */
  #id: string | undefined;
  #stock: Stock | undefined;
  #pillars: Pillars | undefined;
  #penalty: Penalty | undefined;
  #guardrails: GuardrailStep[] | undefined;
  #confidence: Confidence | undefined;
  #provenance: Provenance | undefined;

  /**
   * @param former the scores before this one that were read with it, the newest first; null where none were read
   * @param listed the score that a list around this one has the stock for; null where there is no such list
   */
  constructor(
    row: ScoreRow,
    readonly runs: OperationRuns,
    readonly former: readonly ScoreRow[] | null = null,
    readonly listed: ListedScore | null = null,
  ) {
    this.row = row;
    this.mode = row.mode;
    this.date = row.day;
    this.value = row.value;
    this.band = row.band;
    this.weighted = row.weighted;
    this.sectorZ = row.sector_z;
  }

  @Field(() => ID, {
    description: 'Opaque id. It never changes: scoring the day again makes another score with another id.',
  })
  get id(): string {
    const { run_id: runId, mode, ticker } = this.row;
    return (this.#id ??= encodeId(SCORE_IDS, { runId, mode, ticker }));
  }

  @Field(() => Boolean, {
    description:
      'Whether the run read the facts before the session closed (15:30 in India), so that prices may have moved ' +
      'afterwards. At the close, another run scores the day.',
  })
  get provisional(): boolean {
    return this.runs.get(this.row.run_id).provisional;
  }

  @Field(() => Stock, { description: 'The stock that is scored.' })
  get stock(): Stock {
    return (this.#stock ??= new Stock(this.row, this.listed));
  }

  @Field(() => Pillars, { description: 'The six pillars that are weighted.' })
  get pillars(): Pillars {
    return (this.#pillars ??= new Pillars(this.row, this.runs));
  }

  @Field(() => Penalty, { description: 'The points that were taken off for risk.' })
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

  @Field(() => Confidence, { description: 'How complete, fresh and reliable the inputs are.' })
  get confidence(): Confidence {
    return (this.#confidence ??= new Confidence(this.row));
  }

  @Field(() => Provenance, {
    description: 'The run, the method and the inputs that the score was made with.',
  })
  get provenance(): Provenance {
    return (this.#provenance ??= new Provenance(this.row, this.runs));
  }
}

export const ScoreConnection = connectionOf(Score, {
  name: 'Score',
  description: 'A page of the scores of one stock, the newest first.',
});
export type ScoreConnection = InstanceType<typeof ScoreConnection>;
