import type { IsoDate, Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { magnitude } from '../money/magnitude.js';
import { requireUnits } from '../money/requireUnits.js';
import { decimalText, MONEY } from '../money/units.js';
import type { JournalKind, StoredJournalKind } from '../names.js';
import type { JournalRow } from './journalRow.js';

/** An entry as callers and files give it. Decimals are texts, or numbers that stand for their shortest text. */
export interface EntryInput {
  readonly day: IsoDate;
  readonly kind: JournalKind;
  readonly ticker: Ticker | null;
  readonly quantity: string | number | null;
  readonly price: string | number | null;
  readonly amount: string | number | null;
  readonly costs: string | number | null;
  /** By how much OPENING and CORRECTION change the total cost in ₹; left out: quantity × price, or unknown without a price. */
  readonly totalCost?: string | number | null;
}

/** An entry before it is stored. */
export type NewEntry = Omit<JournalRow, 'id'>;

type Part = 'ticker' | 'quantity' | 'price' | 'amount' | 'costs';

/** Which parts entries of a kind must and may have; others have no meaning in it. */
const PARTS: Record<StoredJournalKind, { readonly must: readonly Part[]; readonly may: readonly Part[] }> = {
  OPENING: { must: [], may: ['ticker', 'quantity', 'price', 'amount'] },
  DEPOSIT: { must: ['amount'], may: [] },
  WITHDRAWAL: { must: ['amount'], may: [] },
  BUY: { must: ['ticker', 'quantity', 'price'], may: ['amount', 'costs'] },
  SELL: { must: ['ticker', 'quantity', 'price'], may: ['amount', 'costs'] },
  DIVIDEND: { must: ['ticker', 'amount'], may: ['costs'] },
  CORRECTION: { must: [], may: ['ticker', 'quantity', 'price', 'amount'] },
};

/** ₹0.01, the lowest price. */
const LEAST_PRICE = 100n;
const MOST_SHARES = 10n ** 12n;

/**
 * Checks an entry of a journal, for itself. Whether its shares are held, `requireJournal` says.
 *
 * Amounts are positive and before costs, but for those of OPENING and CORRECTION, which may be negative. The amount of BUY and
 * SELL follows from quantity, price and costs; where it is given, it must be that. A price of OPENING and CORRECTION is what
 * each share cost.
 *
 * @returns with the effect on the cash as its amount
 * @throws UserError naming the part that does not fit
 */
export function requireEntry(input: EntryInput): NewEntry {
  const { day, ticker } = input;
  const kind = requireKind(input);
  requireParts(input, kind);
  const isFree = kind === 'OPENING' || kind === 'CORRECTION';
  if (!isFree && (input.totalCost ?? null) !== null) {
    throw new UserError(
      `Expected no total cost in a ${kind}, got "${shown(String(input.totalCost))}": leave it out.`,
    );
  }
  const of = ticker === null ? kind : `${kind} of ${ticker}`;
  const quantity = optional(input.quantity, `a quantity of shares in a ${of}`, {
    decimals: 0,
    least: kind === 'CORRECTION' ? -MOST_SHARES : 1n,
    most: MOST_SHARES,
  });
  const price = optional(input.price, `a price in a ${of}`, {
    decimals: MONEY,
    least: isFree ? 0n : LEAST_PRICE,
  });
  const costs = optional(input.costs, `costs in a ${of}`, { decimals: MONEY, least: 0n });
  const given = optional(input.amount, `an amount in a ${of}`, {
    decimals: MONEY,
    ...(isFree ? {} : { least: quantity === null ? 1n : 0n }),
  });
  const entry = { day, kind, ticker, quantity, price, costs };
  if (!isFree) return { ...entry, amount: amountOf(entry, given), cost: null };
  const cost = optional(input.totalCost ?? null, `a total cost in a ${of}`, { decimals: MONEY });
  requireShares(entry, given, cost);
  const priced = quantity === null || price === null ? null : quantity * price;
  return { ...entry, amount: given ?? 0n, cost: cost ?? priced };
}

type Checked = Pick<NewEntry, 'day' | 'kind' | 'ticker' | 'quantity' | 'price' | 'costs'>;

function requireKind({ kind }: EntryInput): StoredJournalKind {
  if (kind !== 'SPLIT' && kind !== 'BONUS') return kind;
  throw new UserError(
    `Expected an entry other than ${kind}, which follows from the actions of the stock, got one: leave it out.`,
  );
}

function requireParts(input: EntryInput, kind: StoredJournalKind): void {
  const { must, may } = PARTS[kind];
  for (const part of ['ticker', 'quantity', 'price', 'amount', 'costs'] as const) {
    if (input[part] === null && must.includes(part)) {
      throw new UserError(`Expected ${part} in a ${kind}, got none: add it.`);
    }
    if (input[part] !== null && !must.includes(part) && !may.includes(part)) {
      throw new UserError(
        `Expected no ${part} in a ${kind}, got "${shown(String(input[part]))}": leave it out.`,
      );
    }
  }
}

function optional(
  value: string | number | null,
  ...rule: [string, Parameters<typeof requireUnits>[2]]
): bigint | null {
  return value === null ? null : requireUnits(value, ...rule);
}

/** Checks the shares of OPENING and CORRECTION. */
function requireShares(
  { kind, ticker, quantity, price }: Checked,
  amount: bigint | null,
  cost: bigint | null,
): void {
  if ((ticker === null) !== (quantity === null)) {
    const [has, lacks] = ticker === null ? ['a quantity', 'no ticker'] : ['a ticker', 'no quantity'];
    throw new UserError(
      `Expected ticker and quantity together in a ${kind}, got ${has} and ${lacks}: add the other.`,
    );
  }
  if (ticker === null && (price !== null || cost !== null)) {
    throw new UserError(
      `Expected what shares cost in a ${kind} only with shares, got it without: leave it out.`,
    );
  }
  // An amount of 0 says that cash and holdings are as before, as of the day.
  if (amount === null && [quantity, cost].every((part) => part === null || part === 0n)) {
    throw new UserError(`Expected shares or an amount in a ${kind}, got neither: leave the entry out.`);
  }
}

/** Returns the effect on the cash. */
function amountOf({ kind, ticker, quantity, price, costs }: Checked, given: bigint | null): bigint {
  const charges = costs ?? 0n;
  if (quantity === null || price === null) {
    return kind === 'WITHDRAWAL' ? -(given ?? 0n) : (given ?? 0n) - charges;
  }
  const amount = kind === 'BUY' ? -quantity * price - charges : quantity * price - charges;
  if (given === null || given === magnitude(amount)) return amount;
  const expected = decimalText(magnitude(amount), MONEY, 2);
  throw new UserError(
    `Expected ${expected} as the amount of the ${kind} of ${ticker} (quantity × price and costs), got ` +
      `${decimalText(given, MONEY, 2)}: leave it out, or correct it.`,
  );
}
