import { Field, Int, ObjectType } from 'type-graphql';
import { sql } from 'kysely';
import type { FlagKind } from '../../market/imports/refusal.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { FlagKindEnum } from '../factEnums.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { rowsOfImport, type PlacedRow } from './rowsOfImport.js';

interface FlaggedRowRow extends PlacedRow {
  readonly line: number;
  readonly kind: FlagKind;
  readonly ticker: Ticker | null;
  readonly day: IsoDate | null;
  readonly detail: string;
}

@ObjectType('FlaggedRow', {
  simpleResolvers: true,
  description: 'A row of an import that was taken, and is odd.',
})
export class FlaggedRow {
  @Field(() => Int, {
    description:
      'Line of the row in its file, where 1 is the header; of recordBars and recordMetrics its index in the input; 0 where the flag is about ' +
      'no row.',
  })
  readonly line: number;

  @Field(() => FlagKindEnum, { description: 'What is odd.' })
  readonly kind: FlagKind;

  @Field(() => TickerScalar, { nullable: true, description: 'The stock; null where the row is of none.' })
  readonly ticker: Ticker | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day of the fact: of a bar, an ex-date, the end of a period; null where it has none.',
  })
  readonly date: IsoDate | null;

  @Field(() => String, { description: 'The numbers that show it.' })
  readonly detail: string;

  constructor({ line, kind, ticker, day, detail }: FlaggedRowRow) {
    this.line = line;
    this.kind = kind;
    this.ticker = ticker;
    this.date = day;
    this.detail = detail;
  }
}

export const FlaggedRowConnection = connectionOf(FlaggedRow, {
  name: 'FlaggedRow',
  noun: 'flagged row',
  description: 'A page of the flagged rows of one import, in the order of their lines.',
});
export type FlaggedRowConnection = InstanceType<typeof FlaggedRowConnection>;

/** Lists the flagged rows of imports, by the ids of these. */
export const flaggedListing = rowsOfImport<FlaggedRowRow>(
  sql`flagged_rows`,
  sql`found.line, found.kind, (SELECT ticker FROM stocks WHERE id = found.stock_id) AS ticker, found.day, found.detail`,
  sql`found.kind, found.stock_id, found.day, found.metric, found.detail`,
);
