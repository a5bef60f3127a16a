import { Field, Float, ID, ObjectType } from 'type-graphql';
import { tickerOf } from '../../market/ticker.js';
import { dayOf } from '../../market/day.js';
import { magnitude } from '../../portfolios/money/magnitude.js';
import type { JournalKind } from '../../portfolios/names.js';
import type { JournalLine } from '../../portfolios/journal/journalLines.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { connectionOf } from '../connection/connectionOf.js';
import { encodeId, type IdKind } from '../ids.js';
import { JournalKindEnum } from '../portfolioEnums.js';
import { Node } from '../relay/node.js';
import { DateScalar, DecimalScalar } from '../scalars.js';
import { wholeNumber } from '../wholeNumber.js';
import { moneyText } from './moneyText.js';

/** Names an entry: a stored one, or what the actions of a stock did on an ex-date. */
export interface EntryKey {
  readonly portfolioId: number;
  readonly of: number | { readonly exDate: IsoDate; readonly ticker: Ticker };
}

export const JOURNAL_ENTRY_IDS: IdKind<EntryKey> = {
  type: 'JournalEntry',
  parts: ({ portfolioId, of }) =>
    typeof of === 'number' ? [portfolioId, of] : [portfolioId, of.exDate, of.ticker],
  key: ([portfolio = '', first = '', second]) => {
    const portfolioId = wholeNumber(portfolio);
    if (portfolioId === null) return null;
    if (second === undefined) {
      const id = /^\d{1,15}$/.test(first) ? Number(first) : null;
      return id === null ? null : { portfolioId, of: id };
    }
    const ticker = tickerOf(second);
    return ticker === null || Number.isNaN(dayOf(first))
      ? null
      : { portfolioId, of: { exDate: first as IsoDate, ticker } };
  },
};

@ObjectType('JournalEntry', {
  implements: Node,
  simpleResolvers: true,
  description:
    'What was done with a portfolio. Splits and bonuses follow from the actions of its stocks, so that a corrected action ' +
    'corrects them.',
})
export class JournalEntry implements Node {
  readonly ticker: Ticker | null;

  @Field(() => DateScalar, { description: 'The day; of a split or bonus, the ex-date.' })
  readonly date: IsoDate;

  @Field(() => JournalKindEnum, { description: 'What it is.' })
  readonly kind: JournalKind;

  @Field(() => Float, {
    nullable: true,
    description:
      'Whole shares; null where it is about cash alone. Of a split or bonus, by how many shares the holding changed. Negative: ' +
      'shares were taken away by a CORRECTION or a consolidation.',
  })
  readonly quantity: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: '₹ a share; null where it is not about a price.',
  })
  readonly price: string | null;

  @Field(() => DecimalScalar, {
    description:
      'The cash that it moved in ₹, costs included: in BUY and WITHDRAWAL what was paid, in SELL, DEPOSIT and DIVIDEND what was ' +
      'got. Negative only where an OPENING or CORRECTION takes cash away, or costs are more than what was got.',
  })
  readonly amount: string;

  @Field(() => DecimalScalar, { nullable: true, description: 'Charges in ₹; null: none were given.' })
  readonly costs: string | null;

  @Field(() => DecimalScalar, { description: 'Cash after it in ₹.' })
  readonly cashAfter: string;

  @Field(() => String, { nullable: true, description: 'What its author noted; null: nothing.' })
  readonly note: string | null;

  readonly key: EntryKey;

  /** @param note of the stored entry; null: none */
  constructor(portfolioId: number, line: JournalLine, note: string | null) {
    const { day, kind, ticker, quantity, amount, cashAfter, row } = line;
    this.key = {
      portfolioId,
      of: row === null ? { exDate: day, ticker: ticker as Ticker } : row.id,
    };
    this.ticker = ticker;
    this.date = day;
    this.kind = kind;
    this.quantity = quantity === null ? null : Number(quantity);
    this.price = moneyText(row?.price ?? null);
    this.amount = moneyText(kind === 'BUY' || kind === 'WITHDRAWAL' ? magnitude(amount) : amount);
    this.costs = moneyText(row?.costs ?? null);
    this.cashAfter = moneyText(cashAfter);
    this.note = note;
  }

  @Field(() => ID, { description: 'Opaque id. That of a split or bonus changes with its ex-date.' })
  get id(): string {
    return encodeId(JOURNAL_ENTRY_IDS, this.key);
  }
}

export const JournalConnection = connectionOf(JournalEntry, {
  name: 'Journal',
  noun: 'entry',
  description: 'A page of a journal, the newest first.',
});
export type JournalConnection = InstanceType<typeof JournalConnection>;
