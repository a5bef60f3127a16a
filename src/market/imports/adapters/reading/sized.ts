import type { AdapterOutput } from '../adapter.js';

/**
 * Returns whether a row has the fields of the header, and refuses it where it has not: behind a comma too many, all fields
 * would stand in the wrong column. Empty fields may be missing or too many at the end.
 */
export function sized(
  dataset: string,
  fields: readonly string[],
  header: readonly string[],
  line: number,
  out: AdapterOutput,
): boolean {
  const width = header.length;
  const named = header.findLastIndex((name) => name !== '') + 1;
  if (fields.length >= named && fields.slice(width).every((field) => field.trim() === '')) return true;
  out.refuse(dataset, line, {
    column: '',
    value: fields.join(','),
    rule: 'FIELD_COUNT',
    reason: `expected ${width} fields as in the header, got ${fields.length}`,
  });
  return false;
}
