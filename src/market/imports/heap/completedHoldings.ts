import type { Ticker } from '../../../scoring/names.js';
import type { Shareholding } from '../../facts.js';
import type { GivenColumns } from '../adapters/adapter.js';
import type { FileFacts } from '../readFile.js';

/** The fields that lists leave out, by the columns of the import format. */
const FIELDS = { pledged_pct: 'pledgedPct', fii_pct: 'fiiPct', dii_pct: 'diiPct' } as const;
const OTHERS = Object.values(FIELDS);

/**
 * Fills what a list does not say of holders with what is stored of the same quarter: a list of the promoter's part must not
 * take that of the others away. A row that then says what is stored already is the stored one, whenever it was published.
 *
 * @param storedOf what is stored of a stock
 */
export function completedHoldings(
  read: FileFacts<Shareholding>,
  { columns, keep = [] }: GivenColumns,
  storedOf: (ticker: Ticker) => readonly Shareholding[],
): FileFacts<Shareholding> {
  // A file with all holders is a filing of its own.
  if (Object.keys(FIELDS).every((column) => columns.includes(column) && !keep.includes(column))) return read;
  const facts = read.facts.map((row) => {
    const [stored] = storedOf(row.ticker)
      .filter(({ quarterEnd }) => quarterEnd === row.quarterEnd)
      .sort((a, b) => b.publishedOn - a.publishedOn);
    if (stored === undefined) return row;
    const others = OTHERS.map(
      (field) => [field, Number.isNaN(row[field]) ? stored[field] : row[field]] as const,
    );
    const filled: Shareholding = { ...row, ...Object.fromEntries(others) };
    return saysSame(filled, stored) ? stored : filled;
  });
  return { ...read, facts };
}

const saysSame = (a: Shareholding, b: Shareholding): boolean =>
  (['promoterPct', ...OTHERS] as const).every((field) => Object.is(a[field], b[field]));
