import { LRUCache } from 'lru-cache';
import papa from 'papaparse';
import type { Format } from './format.js';
import { neutralised } from './neutralised.js';
import { textOf } from './textOf.js';

const BYTE_ORDER_MARK = '\uFEFF';
const LINE_END = '\r\n';

/** Texts that were written are kept, because most columns have few. */
const MOST_TEXTS = 20_000;

/** CSV by RFC 4180 in UTF-8, with the mark by which Excel knows UTF-8, and without a formula. A null cell is empty. */
export const csv: Format = {
  extension: 'csv',
  contentType: 'text/csv; charset=utf-8',
  async *encode({ columns, batches }, onRows) {
    const written = new LRUCache<string, string>({ max: MOST_TEXTS });
    const quoted = (text: string): string => {
      let cell = written.get(text);
      if (cell === undefined) written.set(text, (cell = papa.unparse([[neutralised(text)]])));
      return cell;
    };
    yield Buffer.from(BYTE_ORDER_MARK + columns.map(({ name }) => name).join(',') + LINE_END);
    for await (const rows of batches) {
      if (rows.length === 0) continue;
      onRows(rows.length);
      let lines = '';
      for (const row of rows) {
        for (let k = 0; k < row.length; k++) {
          const cell = row[k];
          if (k > 0) lines += ',';
          // Only a text can need quotes.
          if (cell !== null) lines += typeof cell === 'string' ? quoted(cell) : textOf(cell, columns[k].type);
        }
        lines += LINE_END;
      }
      yield Buffer.from(lines);
    }
  },
};
