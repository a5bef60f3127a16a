import { Field, Float, ID, ObjectType } from 'type-graphql';
import type { Band, IsoDate, Mode } from '../../scoring/names.js';
import { BandEnum, ModeEnum } from '../enums.js';
import { encodeId } from '../ids.js';
import { Node } from '../node.js';
import { DateScalar } from '../scalars.js';
import { Confidence } from './confidence.js';
import { Penalty } from './penalty.js';
import { Pillars } from './pillars.js';
import type { ScoreRow } from './scoreLoaders.js';

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

  constructor(row: ScoreRow) {
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

  @Field(() => Pillars, { description: 'The six pillars that it is weighted from.' })
  get pillars(): Pillars {
    return new Pillars(this.row);
  }

  @Field(() => Penalty, { description: 'What was taken off for risk.' })
  get penalty(): Penalty {
    return new Penalty(this.row);
  }

  @Field(() => Confidence, { description: 'How far its inputs can be relied on.' })
  get confidence(): Confidence {
    return new Confidence(this.row);
  }
}
