import type { Adapter } from './adapter.js';
import { ACTION_GIVES, giveAction } from './reading/actionRow.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';
import { SHARE_SERIES } from './reading/priceColumns.js';

const KEYS = ['symbol', 'series', 'subject', 'exDate', 'faceVal'];

/** The corporate actions that NSE's site answers with. */
export const nseActionsJson: Adapter = {
  name: 'nse-actions-json',
  title: 'NSE corporate actions (JSON)',
  gives: ACTION_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const [ticker, series, exDate, text, faceValue] = [
        'symbol',
        'series',
        'exDate',
        'subject',
        'faceVal',
      ].map((key) => textIn(record, key));
      if (!SHARE_SERIES.has(series)) out.leaveOut('actions', 'OTHER_SERIES', `${ticker} ${series}`);
      else giveAction(out, { ticker, exDate, text, faceValue }, place + 1);
    }
  },
};
