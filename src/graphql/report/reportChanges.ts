import { Field, Int, ObjectType } from 'type-graphql';
import type { ReportCell } from '../../companies/reports/reportContent.js';
import type {
  ReportChange as Changed,
  ReportChanges as Changes,
} from '../../companies/reports/reportDocument.js';
import { DateTimeScalar } from '../scalars.js';

const OF_CELL = 'Numbers are as JSON writes them.';

@ObjectType('ReportChange', {
  simpleResolvers: true,
  description: 'A value of a report that differs from the report before.',
})
export class ReportChange {
  @Field(() => String, { nullable: true, description: 'Id of its table; null: it is a finding.' })
  readonly table: string | null;

  @Field(() => String, {
    description: 'What its row is about, such as "net_profit, 2026-06-30"; of a finding, its rule.',
  })
  readonly row: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of its column; null: the whole row is new or gone, or it is a finding.',
  })
  readonly column: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it was; null: it was not known, or not there. ${OF_CELL}`,
  })
  readonly former: string | null;

  @Field(() => String, {
    nullable: true,
    description: `What it is now; null: it is not known, or not there any more. ${OF_CELL}`,
  })
  readonly now: string | null;

  constructor({ table, row, column, former, now }: Changed) {
    this.table = table;
    this.row = row;
    this.column = column;
    this.former = textOf(former);
    this.now = textOf(now);
  }
}

@ObjectType('ReportChanges', {
  simpleResolvers: true,
  description:
    'How a report differs from the one before of the same owner, with the same kind, subject and day. They are not in its hash.',
})
export class ReportChanges {
  @Field(() => String, { description: 'The hash of the report before.' })
  readonly formerHash: string;

  @Field(() => DateTimeScalar, { description: 'When the report before was asked for.' })
  readonly formerCreatedAt: Date;

  @Field(() => Int, { description: 'How many values differ; 0: none.' })
  readonly total: number;

  @Field(() => [ReportChange], { description: 'What differs, at most the first 200.' })
  readonly changes: readonly ReportChange[];

  constructor({ formerHash, formerCreatedAt, total, changes }: Changes) {
    this.formerHash = formerHash;
    this.formerCreatedAt = new Date(formerCreatedAt);
    this.total = total;
    this.changes = changes.map((change) => new ReportChange(change));
  }
}

const textOf = (cell: ReportCell): string | null => (cell === null ? null : String(cell));
