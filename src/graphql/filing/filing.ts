import { Field, ID, ObjectType } from 'type-graphql';
import { dayOf } from '../../market/day.js';
import type { FilingCategory } from '../../market/facts.js';
import { instantOfFiling, TIME_UNKNOWN } from '../../market/filedAt.js';
import { tickerOf } from '../../market/ticker.js';
import type { IsoDate } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { Node } from '../relay/node.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { Stock } from '../stock/stock.js';
import { wholeNumber } from '../wholeNumber.js';
import { FilingCategoryEnum } from './filingCategoryEnum.js';
import type { FilingKey, FilingRow } from './filingLoaders.js';

const MARK = /^[0-9a-f]{16}$/;

export const FILING_IDS: IdKind<FilingKey> = {
  type: 'Filing',
  parts: ({ ticker, filed_on, filed_second, exchange, mark }) => [
    ticker,
    filed_on,
    filed_second,
    exchange,
    mark,
  ],
  key: ([symbol = '', day = '', second = '', exchange = '', mark = '']) => {
    const [ticker, filedSecond] = [tickerOf(symbol), wholeNumber(second)];
    const isWhole = Number.isFinite(dayOf(day)) && /^[A-Z]{3}$/.test(exchange) && MARK.test(mark);
    if (ticker === null || filedSecond === null || filedSecond > TIME_UNKNOWN || !isWhole) return null;
    return { ticker, filed_on: day as IsoDate, filed_second: filedSecond, exchange, mark };
  },
};

@ObjectType('Filing', {
  implements: Node,
  simpleResolvers: true,
  description: 'What a company filed with an exchange, as it was imported (docs/import.md).',
})
export class Filing implements Node {
  @Field(() => Stock, { description: 'The company that filed it.' })
  readonly stock: Stock;

  @Field(() => String, { description: 'The exchange: NSE or BSE.' })
  readonly exchange: string;

  @Field(() => FilingCategoryEnum, { description: 'The kind of filing.' })
  readonly category: FilingCategory;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'End of the period that it is of; null: it is of none, or does not say which one.',
  })
  readonly periodEnd: IsoDate | null;

  @Field(() => DateTimeScalar, {
    description: 'When it was filed. Where only the day is known, the last second of that day in India.',
  })
  readonly filedAt: Date;

  @Field(() => String, { description: 'What it is about, in the words of the exchange or the company.' })
  readonly subject: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where the exchange or the company keeps it, by https; null: not known.',
  })
  readonly url: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its bytes, 64 hexadecimal digits; null: its bytes were never imported.',
  })
  readonly hash: string | null;

  #id: string | undefined;

  /** @param on the day as of which it is listed; null: today */
  constructor(
    readonly row: FilingRow,
    stock: Stock,
    readonly on: IsoDate | null = null,
  ) {
    this.stock = stock;
    this.exchange = row.exchange;
    this.category = row.category;
    this.periodEnd = row.period_end;
    this.filedAt = instantOfFiling({ filedOn: dayOf(row.filed_on), filedSecond: row.filed_second });
    this.subject = row.subject;
    this.url = row.url || null;
    this.hash = row.hash || null;
  }

  @Field(() => ID, {
    description: 'Opaque id. It changes only if the ticker, the subject or the time of filing does.',
  })
  get id(): string {
    return (this.#id ??= encodeId(FILING_IDS, this.row));
  }
}

export const FilingConnection = connectionOf(Filing, {
  name: 'Filing',
  description: 'A page of the filings of one company, the newest first.',
});
export type FilingConnection = InstanceType<typeof FilingConnection>;
