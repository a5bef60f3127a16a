import papa from 'papaparse';
import type { Format } from './format.js';
import { neutralised } from './neutralised.js';
import { textOf } from './textOf.js';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** CSV by RFC 4180 in UTF-8, with the mark by which Excel knows UTF-8, and without a formula. A null cell is empty. */
export const csv: Format = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8',
  async *encode({ columns, batches }, onRows) {
    const linesOf = (rows: readonly (readonly (string | null)[])[]) =>
      Buffer.from(papa.unparse([...rows], { newline: LINE_END }) + LINE_END);
    yield Buffer.from(BYTE_ORDER_MARK);
    yield linesOf([columns.map(({ name }) => name)]);
    for await (const rows of batches) {
      if (rows.length === 0) continue;
      onRows(rows.length);
      yield linesOf(
        rows.map((row) =>
          row.map((cell, k) =>
            typeof cell === 'string' ? neutralised(cell) : textOf(cell, columns[k].type),
          ),
        ),
      );
    }
  },
};
