import { shown } from '../../../shown.js';
import type { TableContent, TableRecord } from '../sources/content.js';
import { ACTION_GIVES, giveAction } from './reading/actionRow.js';
import type { Adapter, AdapterOutput } from './adapter.js';
import { hasColumns } from './reading/headers.js';
import { SHARE_SERIES } from './reading/priceColumns.js';

const COLUMNS = [
  ...[
    'SERIES',
    'SYMBOL',
    'SECURITY',
    'RECORD_DT',
    'BC_STRT_DT',
    'BC_END_DT',
    'EX_DT',
    'ND_STRT_DT',
    'ND_END_DT',
  ],
  'PURPOSE',
];
/** Columns behind the name of the security, which may hold commas. */
const BEHIND_NAME = 7;
const EX_DATE = 3;
const PURPOSE = 6;
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
    const { text, written } = content as TableContent;
    const records = [...written()].slice(1);
    for (const [place, record] of records.entries()) {
      give(out, record, place === records.length - 1 && !text.endsWith('\n'));
    }
  },
};

/** @param isOpen whether the record is the last one, and its line does not end */
function give(out: AdapterOutput, { fields, line }: TableRecord, isOpen: boolean): void {
  // The file ends with a line of a control character.
  if (!fields.some((field) => /[A-Za-z0-9]/.test(field))) return;
  if (fields.length < COLUMNS.length) {
    const reason = `expected ${COLUMNS.length} fields as in the header, got ${fields.length}`;
    out.refuse('actions', line, { column: '', value: shown(fields.join(',')), rule: 'FIELD_COUNT', reason });
    return;
  }
  const [series, ticker] = fields.map((field) => field.trim());
  if (!SHARE_SERIES.has(series)) {
    out.leaveOut('actions', 'OTHER_SERIES', `${ticker} ${series}`);
    return;
  }
  const behind = fields.slice(-BEHIND_NAME).map((field) => field.trim());
  const text = behind[PURPOSE];
  const isCut = isOpen || text.length >= PURPOSE_LENGTH;
  giveAction(out, { ticker, exDate: behind[EX_DATE], text, faceValue: '', isCut }, line);
}
