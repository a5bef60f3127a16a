import { markdownTable } from '../../markdownTable.js';
import type { Dataset } from './dataset.js';

/** Returns the table of files of docs/import.md: the columns and the key of each dataset, in Markdown. */
export function importTable(datasets: readonly Dataset[]): string {
  const rows = datasets.map(({ file, required, optional, key, notes = {} }) => {
    const columns = [...required, ...optional].map((column) => {
      const name = optional.includes(column) ? `_${column}_` : column;
      return column in notes ? `${name} (${notes[column]})` : name;
    });
    return [`\`${file}\``, columns.join(', '), key.join(', ')];
  });
  return markdownTable([['file', 'columns', 'key'], ...rows]);
}
