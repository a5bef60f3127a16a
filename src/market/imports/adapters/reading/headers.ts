import { UserError } from '../../../../userError.js';
import type { Content, TableContent, TableRecord } from '../../sources/content.js';

/** Returns a name of a column without case, blanks and punctuation: `Turnover (Rs. Cr.)` is `turnoverrscr`. */
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9%]/g, '');

/** Returns whether a file is a table whose header has all of some columns. */
export function hasColumns(content: Content, names: readonly string[]): content is TableContent {
  if (content.kind !== 'TABLE') return false;
  const present = new Set(content.header.map(bare));
  return names.every((name) => present.has(bare(name)));
}

/** Reads fields of a record by the names of their columns. */
export type FieldsOf = (name: string) => (fields: readonly string[]) => string;

/** Returns what finds columns in a header, whatever their order and case. A column that is not there reads as empty. */
export function fieldsOf({ header }: TableContent): FieldsOf {
  const places = new Map<string, number>();
  header.forEach((name, place) => {
    if (!places.has(bare(name))) places.set(bare(name), place);
  });
  return (name) => {
    const place = places.get(bare(name));
    return place === undefined ? () => '' : (fields) => fields[place] ?? '';
  };
}

/**
 * Yields the records below the header.
 *
 * @throws UserError where the last record is not whole, because the file was cut off
 */
export function* rowsBelow(content: TableContent): Generator<TableRecord> {
  const { name, header, text } = content;
  const isOpen = !text.endsWith('\n');
  let held: TableRecord | null = null;
  for (const record of content.records()) {
    if (held !== null && held.line > 0) yield held;
    // The header is not a row.
    held = held === null ? { ...record, line: 0 } : record;
  }
  if (held === null || held.line === 0) return;
  if (isOpen && held.fields.length < header.length) {
    throw new UserError(
      `${name} was cut off: its last line, ${held.line}, has ${held.fields.length} fields of ${header.length} and no line end. ` +
        'Fetch it again; nothing of it was taken.',
    );
  }
  yield held;
}

/** Returns a field of the first row; empty where there is no row. */
export function firstOf(content: TableContent, column: string): string {
  const read = fieldsOf(content)(column);
  let isHeader = true;
  for (const { fields } of content.records()) {
    if (!isHeader) return read(fields);
    isHeader = false;
  }
  return '';
}
