import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { pageOfRows } from '../connection/pageOfRows.js';
import { requestedPage } from '../connection/requestedPage.js';
import { dateInCursor, decodeCursors, encodeCursor } from '../connection/cursor.js';
import type { IsoDate } from '../../scoring/names.js';
import { AFTER, BEFORE, FIRST, LAST } from '../arguments.js';
import type { GraphqlContext } from '../context.js';
import { holdingsLoaders } from './holdingsLoaders.js';
import { JournalConnection, type JournalEntry } from './journalEntry.js';
import { journalOf } from './journalOf.js';
import { Portfolio } from './portfolio.js';

const PAGE = 50;

/** Where an entry stands in a journal. On one day, what actions did comes before what was recorded. */
type Place = readonly [day: IsoDate, id: number, ticker: string];

@Resolver(() => Portfolio)
export class PortfolioJournal {
  @FieldResolver(() => JournalConnection, {
    description: 'What was done with it, the newest first, with the splits and bonuses of what it held.',
  })
  async journal(
    @Root() { row: { id } }: Portfolio,
    @Arg('first', () => Int, { nullable: true, defaultValue: PAGE, description: FIRST })
    first: number | null | undefined,
    @Arg('after', () => String, { nullable: true, description: AFTER }) after: string | null | undefined,
    @Arg('last', () => Int, { nullable: true, description: LAST }) last: number | null | undefined,
    @Arg('before', () => String, { nullable: true, description: BEFORE }) before: string | null | undefined,
    @Ctx() context: GraphqlContext,
  ): Promise<JournalConnection> {
    const size = requestedPage({ first, last }, PAGE, context);
    const list = { name: 'journal', of: { portfolio: id } };
    const places = decodeCursors({ after, before }, list, ([day, entry, ticker]): Place | null => {
      const date = dateInCursor(day);
      if (date === null || typeof entry !== 'number' || typeof ticker !== 'string') return null;
      return [date, entry, ticker];
    });
    const entries = journalOf(id, await context.loaders.get(holdingsLoaders).books.load(id));
    const page = pageOfRows(between(entries, places), size, places);
    const items = page.items.map((entry) => ({
      node: entry,
      cursor: () => encodeCursor(list, ...placeOf(entry)),
    }));
    return new JournalConnection({ ...page, items }, entries.length);
  }
}

function placeOf({ date, key: { of }, ticker }: JournalEntry): Place {
  return [date, typeof of === 'number' ? of : 0, typeof of === 'number' ? '' : (ticker ?? '')];
}

/** Returns the entries between two places, as many as a page can have. */
function between(
  entries: readonly JournalEntry[],
  { after, before }: Readonly<Record<'after' | 'before', Place | null>>,
): readonly JournalEntry[] {
  return entries.filter((entry) => {
    const place = placeOf(entry);
    return (after === null || compare(place, after) < 0) && (before === null || compare(place, before) > 0);
  });
}

/** Compares by the order in which entries count. */
function compare(a: Place, b: Place): number {
  for (const [k, part] of a.entries()) if (part !== b[k]) return part < b[k] ? -1 : 1;
  return 0;
}
