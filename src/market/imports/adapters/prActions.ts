import type { TableContent } from '../sources/content.js';
import { ACTION_GIVES, giveAction } from './actionRow.js';
import type { Adapter } from './adapter.js';
import { hasColumns } from './headers.js';
import { SHARE_SERIES } from './priceColumns.js';

const COLUMNS = [
  'SERIES',
  'SYMBOL',
  'SECURITY',
  'RECORD_DT',
  'BC_STRT_DT',
  'BC_END_DT',
  'EX_DT',
  'ND_STRT_DT',
  'ND_END_DT',
  'PURPOSE',
];
/** Columns behind the name of the security, which may hold commas. */
const BEHIND_NAME = 7;
/** Purposes are padded to this length, and longer ones are cut. */
const PURPOSE_LENGTH = 25;

/**
 * The corporate actions of NSE's daily reports (`Bc` of PRddmmyy.zip). Names hold commas without quotes, so that fields are
 * counted from both ends. Because purposes are cut, and no face value is given, rights with a premium cannot be read.
 */
export const prActions: Adapter = {
  name: 'nse-pr-actions',
  title: 'NSE corporate actions (Bc of PRddmmyy.zip)',
  gives: ACTION_GIVES,
  source: 'PRIMARY',
  market: 'ANY',
  recognises: (content) => hasColumns(content, COLUMNS) && content.header.length === COLUMNS.length,
  read: (content, out) => {
    let isHeader = true;
    for (const { fields, line } of (content as TableContent).written()) {
      if (isHeader || fields.length < COLUMNS.length) {
        // The file ends with lines of a control character.
        if (!isHeader && fields.some((field) => /[A-Za-z0-9]/.test(field))) {
          const reason = `expected ${COLUMNS.length} fields as in the header, got ${fields.length}`;
          out.refuse('actions', line, { column: '', value: fields.join(','), rule: 'FIELD_COUNT', reason });
        }
        isHeader = false;
        continue;
      }
      const [series, ticker] = fields.map((field) => field.trim());
      const behind = fields.slice(-BEHIND_NAME);
      const purpose = behind[BEHIND_NAME - 1];
      const text = purpose.trim();
      if (!SHARE_SERIES.has(series)) out.leaveOut('actions', 'OTHER_SERIES', `${ticker} ${series}`);
      else {
        const isCut = text.length >= PURPOSE_LENGTH;
        giveAction(out, { ticker, exDate: behind[3].trim(), text, faceValue: '', isCut }, line);
      }
    }
  },
};
