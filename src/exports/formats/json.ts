import type { Format } from './format.js';
import { textOf } from './textOf.js';

/** One JSON object for each row, on a line of its own. A field that is null is left out. */
export const json: Format = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  async *encode({ columns, batches }, onRows) {
    const names = columns.map(({ name }) => JSON.stringify(name));
    const isNumber = columns.map(({ type }) => type === 'number' || type === 'integer');
    for await (const rows of batches) {
      if (rows.length === 0) continue;
      onRows(rows.length);
      let lines = '';
      for (const row of rows) {
        let fields = '';
        for (let k = 0; k < row.length; k++) {
          const cell = row[k];
          if (cell === null) continue;
          const text = textOf(cell, columns[k].type);
          fields += `${fields === '' ? '' : ','}${names[k]}:${isNumber[k] ? text : JSON.stringify(text)}`;
        }
        lines += `{${fields}}\n`;
      }
      yield Buffer.from(lines);
    }
  },
};
