import { UserError } from '../userError.js';

/** The options that name one day, or a span of days. */
export interface DateOptions {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
}

/**
 * Reads a span from the options; `--date` gives a span of one day.
 *
 * @throws UserError where neither a day nor a span is given, or both are
 */
export function spanOf({ date, from, to }: DateOptions): { readonly from: string; readonly to: string } {
  if (date !== undefined && from === undefined && to === undefined) return { from: date, to: date };
  if (date === undefined && from !== undefined && to !== undefined) return { from, to };
  throw new UserError('Expected --date D, or --from A and --to B: one day or a span.');
}
