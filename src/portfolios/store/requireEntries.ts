import { requireNote } from '../../requireNote.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { requireEntry, type EntryInput } from '../journal/requireEntry.js';
import type { EntryToStore } from './insertEntries.js';
import type { KnownStocks } from './knownStocks.js';
import { MOST_ENTRIES } from './recordEntries.js';
import { requireStock } from './requireStock.js';

/** An entry as callers give it. */
export interface GivenEntry extends EntryInput {
  readonly note: string | null;
}

/**
 * Checks entries that are to be recorded, each for itself.
 *
 * @param today in India; no entry is of a later day
 * @throws UserError naming the first part that is wrong
 */
export function requireEntries(
  entries: readonly GivenEntry[],
  known: KnownStocks,
  today: IsoDate,
): readonly EntryToStore[] {
  if (entries.length === 0 || entries.length > MOST_ENTRIES) {
    throw new UserError(
      `Expected 1 to ${MOST_ENTRIES} entries, got ${entries.length}: ${entries.length === 0 ? 'give some' : 'send fewer at once'}.`,
    );
  }
  return entries.map(({ note: given, ...input }) => {
    if (input.day > today) {
      throw new UserError(
        `Expected a ${input.kind} up to today in India (${today}), got one of ${input.day}: correct its day.`,
      );
    }
    const { ticker, ...entry } = requireEntry(input);
    const stock = ticker === null ? null : requireStock(ticker, `a ${input.kind}`, known);
    return { ...entry, stockId: stock?.id ?? null, note: requireNote(given) };
  });
}
