import { shown } from '../../../../shown.js';
import { actionsOf } from '../../actionText/actionsOf.js';
import type { AdapterOutput, GivenColumns } from '../adapter.js';
import { oneLine } from './oneLine.js';
import { writtenDate } from './writtenDate.js';

/** The columns of actions that adapters fill from texts. */
export const ACTION_GIVES: { readonly actions: GivenColumns } = {
  actions: {
    columns: ['ticker', 'ex_date', 'kind', 'new_shares', 'old_shares', 'price', 'factor', 'detail'],
  },
};

/** A corporate action as a source lists it. */
export interface ListedAction {
  readonly ticker: string;
  /** As it is written. */
  readonly exDate: string;
  readonly text: string;
  /** In ₹; empty where it is not given. */
  readonly faceValue: string;
  /** Whether the text fills its field, so that its end may be missing. */
  readonly isCut?: boolean;
}

/** Gives the actions that a listed text announces, with the text. Dividends, meetings and the like are left out. */
export function giveAction(
  out: AdapterOutput,
  { ticker, exDate, text, faceValue, isCut = false }: ListedAction,
  line: number,
): void {
  const detail = oneLine(text);
  if (detail === '' || detail === '-') {
    out.leaveOut('actions', 'NO_VALUE', ticker);
    return;
  }
  const read = actionsOf(detail, faceValue, isCut);
  if ('reason' in read) {
    out.refuse('actions', line, {
      column: 'kind',
      value: shown(`${ticker}: ${detail}`),
      rule: 'NOT_UNDERSTOOD',
      ticker,
      reason: read.reason,
    });
    return;
  }
  if (read.actions.length === 0) out.leaveOut('actions', 'OTHER_KIND', `${ticker} ${detail}`);
  const day = writtenDate(exDate) ?? exDate;
  for (const { kind, newShares, oldShares, price } of read.actions) {
    out.row('actions', [ticker, day, kind, newShares, oldShares, price, '', detail], line);
  }
}
