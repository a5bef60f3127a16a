import { ACTION_GIVES, giveAction } from './reading/actionRow.js';
import type { Adapter } from './adapter.js';
import { jsonRecords, textIn } from './reading/jsonRecords.js';

const KEYS = ['scrip_code', 'Purpose', 'Ex_date'];

/** The corporate actions that BSE's site answers with. It names no face value. */
export const bseActions: Adapter = {
  name: 'bse-actions',
  title: 'BSE corporate actions (JSON)',
  gives: ACTION_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => jsonRecords(content, KEYS) !== null,
  read: (content, out) => {
    for (const [place, record] of (jsonRecords(content, KEYS) ?? []).entries()) {
      const ticker = `${textIn(record, 'scrip_code')}.BO`;
      const listed = {
        ticker,
        exDate: textIn(record, 'Ex_date'),
        text: textIn(record, 'Purpose'),
        faceValue: '',
      };
      giveAction(out, listed, place + 1);
    }
  },
};
