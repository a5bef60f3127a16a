import { DATASETS } from '../../../src/market/datasets/datasets.js';

/** Returns the table of files of docs/import.md, a list of cells for each row, as the datasets declare it. */
export function importTable(): string[][] {
  const rows = DATASETS.map((dataset) => {
    const { file, required, optional, key } = dataset;
    const notes: Readonly<Record<string, string>> = dataset.notes ?? {};
    const columns = [...required, ...optional.map((name) => `_${name}_`)].map((written) => {
      const note = notes[written.replaceAll(/^_|_$/g, '')];
      return note === undefined ? written : `${written} (${note})`;
    });
    return [`\`${file}\``, columns.join(', '), key.join(', ')];
  });
  return [['file', 'columns', 'key'], ...rows];
}
