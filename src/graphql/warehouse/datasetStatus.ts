import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { DateScalar } from '../scalars.js';

const nullable = true;

/** What a status says of a dataset. */
export interface DatasetCounts {
  readonly dataset: DatasetName;
  readonly rows: number;
  readonly accepted: number;
  readonly flagged: number;
  readonly refused: number;
  readonly newest: IsoDate | null;
  readonly sessionsBehind: number | null;
  readonly stale: boolean;
  readonly sources: readonly string[];
}

@ObjectType('DatasetStatus', { simpleResolvers: true, description: 'What the store has of a dataset.' })
export class DatasetStatus implements DatasetCounts {
  @Field(() => DatasetEnum, { description: 'The dataset.' })
  readonly dataset: DatasetName;

  @Field(() => Float, { description: 'Facts that are known today, without former values.' })
  readonly rows: number;

  @Field(() => Float, {
    description: 'Rows that all imports took; a row that is imported twice counts twice.',
  })
  readonly accepted: number;

  @Field(() => Float, { description: 'Flags of all imports.' })
  readonly flagged: number;

  @Field(() => Float, { description: 'Rows that all imports refused.' })
  readonly refused: number;

  @Field(() => DateScalar, {
    nullable,
    description:
      'The newest day of a fact: of a bar, an ex-date, a company event, the end of a period; null where there is none.',
  })
  readonly newest: IsoDate | null;

  @Field(() => Int, {
    nullable,
    description:
      'Sessions before today that are newer than the newest bar; null for all other facts, and where there is none.',
  })
  readonly sessionsBehind: number | null;

  @Field(() => Boolean, {
    description:
      'Whether newer facts should be there: bars of the last session before today, figures of the last quarter, the ' +
      'calendar of this year; false where there are none.',
  })
  readonly stale: boolean;

  @Field(() => [String], {
    description: 'Where its facts are from: names of files, recordBars or recordMetrics.',
  })
  readonly sources: readonly string[];

  constructor(counts: DatasetCounts) {
    this.dataset = counts.dataset;
    this.rows = counts.rows;
    this.accepted = counts.accepted;
    this.flagged = counts.flagged;
    this.refused = counts.refused;
    this.newest = counts.newest;
    this.sessionsBehind = counts.sessionsBehind;
    this.stale = counts.stale;
    this.sources = counts.sources;
  }
}
