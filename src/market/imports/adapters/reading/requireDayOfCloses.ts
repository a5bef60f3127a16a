import type { IsoDate, Ticker } from '../../../../scoring/names.js';
import { UserError } from '../../../../userError.js';
import { tickerOf } from '../../../ticker.js';
import type { AdapterContext } from '../adapter.js';

/** What a row says of its day and of the one before. */
export interface StatedCloses {
  /** A symbol or ticker. */
  readonly stock: string;
  readonly close: string;
  /** The close of the session before. */
  readonly former: string;
}

/**
 * Checks that rows without a date are of the day that their file is named for: most closes must be those that are stored of
 * this day, and most closes before those of the session before, as far as there are any.
 *
 * @throws UserError where most are others
 */
export async function requireDayOfCloses(
  name: string,
  day: IsoDate,
  rows: readonly StatedCloses[],
  context: AdapterContext,
): Promise<void> {
  const { on, before } = await context.closesAround(day);
  const stated = [
    { known: before, words: 'closes of the session before', of: ({ former }: StatedCloses) => former },
    { known: on, words: 'closes of that day', of: ({ close }: StatedCloses) => close },
  ];
  for (const { known, words, of } of stated) {
    const { compared, other } = differences(rows, known, of);
    if (2 * other <= compared) continue;
    throw new UserError(
      `${name} is named for ${day}, but of ${compared} ${words} that can be compared, ${other} are not the stored ones. Its ` +
        'rows name no date, so that it seems to be of another day: name it for its day, or import a layout that has dates. ' +
        'Nothing of it was taken.',
    );
  }
}

function differences(
  rows: readonly StatedCloses[],
  known: ReadonlyMap<Ticker, number>,
  of: (row: StatedCloses) => string,
): { readonly compared: number; readonly other: number } {
  let [compared, other] = [0, 0];
  for (const row of rows) {
    const ticker = tickerOf(row.stock);
    const close = ticker === null ? undefined : known.get(ticker);
    if (close === undefined) continue;
    compared++;
    if (Number(of(row)) !== close) other++;
  }
  return { compared, other };
}
