import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId } from '../ids.js';
import { DatasetEnum, type DatasetName } from '../factEnums.js';
import { numberIds } from '../numberIds.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Person } from '../user/person.js';
import { ImportStatusEnum, type ImportStatus } from './importEnums.js';
import type { ImportRow } from './importRow.js';
import { LeftOutRows } from './leftOut.js';

export const IMPORT_IDS = numberIds('Import');

@ObjectType('Import', {
  implements: Node,
  simpleResolvers: true,
  description:
    'Rows that were recorded together: a file of an import, or the rows of one recordBars or recordMetrics. It is never changed.',
})
export class Import implements Node {
  readonly row: ImportRow;

  @Field(() => DateTimeScalar, {
    description: 'When it was recorded. Pass it as `asRecorded` to see facts as they were then.',
  })
  readonly at: Date;

  @Field(() => [DatasetEnum], { description: 'The datasets of its rows.' })
  readonly datasets: readonly DatasetName[];

  @Field(() => String, { description: 'The origin: the name of the file, recordBars or recordMetrics.' })
  readonly source: string;

  @Field(() => String, { description: 'The name of the file; the origin where there is no file.' })
  readonly file: string;

  @Field(() => String, {
    description:
      'How the rows were given: CSV of the import format, GRAPHQL, or the name of a layout, such as nse-udiff.',
  })
  readonly format: string;

  @Field(() => ImportStatusEnum, { description: 'How it ended.' })
  readonly status: ImportStatus;

  @Field(() => Int, { description: 'Rows that were read; 0 where it was refused as a whole.' })
  readonly read: number;

  @Field(() => Int, { description: 'Rows that added a fact.' })
  readonly inserted: number;

  @Field(() => Int, { description: 'Rows that changed a fact.' })
  readonly updated: number;

  @Field(() => Int, { description: 'Rows that say what was known already.' })
  readonly unchanged: number;

  @Field(() => Int, { description: 'Rows that were refused.' })
  readonly refused: number;

  @Field(() => [LeftOutRows], {
    description: 'Rows of the file that are not among those read, by reason. Empty where all rows were read.',
  })
  readonly leftOut: readonly LeftOutRows[];

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day whose scores may differ by it; null: none differ.',
  })
  readonly touchesFrom: IsoDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was refused as a whole; null: it was not.' })
  readonly error: string | null;

  @Field(() => Person, {
    nullable: true,
    description:
      'The user who recorded it; null: the command line, the service itself, or a user that is deleted.',
  })
  readonly by: Person | null;

  constructor(row: ImportRow) {
    this.row = row;
    this.at = new Date(row.recorded_at);
    this.datasets = [row.dataset.toUpperCase() as DatasetName];
    this.source = row.source;
    this.file = row.source;
    this.format = row.format;
    this.status = row.status;
    this.read = row.rows_read;
    this.inserted = row.inserted;
    this.updated = row.updated;
    this.unchanged = row.unchanged;
    this.refused = row.refused;
    this.leftOut = row.left_out.map((rows) => new LeftOutRows(rows));
    this.touchesFrom = row.touches_from;
    this.error = row.error;
    const { by_user: id, by_name: name } = row;
    this.by = id === null || name === null ? null : new Person({ id, name });
  }

  @Field(() => ID, { description: 'Opaque id. It never changes.' })
  get id(): string {
    return encodeId(IMPORT_IDS, this.row.id);
  }
}

export const ImportConnection = connectionOf(Import, {
  name: 'Import',
  description: 'A page of imports, the newest first.',
});
export type ImportConnection = InstanceType<typeof ImportConnection>;
