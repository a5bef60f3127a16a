import { shown } from '../shown.js';
import { PlainTable } from './plainTable.js';

/**
 * Shows an answer of plain JSON: its plain values, then each list and object as a table under its name.
 *
 * @param heading the path of the answer within a larger one
 */
export function answerLines(answer: object, heading = ''): string[] {
  const entries = Object.entries(answer) as [string, unknown][];
  const plain = new PlainTable({ colAligns: ['left', 'right'] });
  for (const [key, value] of entries) if (!isNested(value)) plain.push([shown(key), textOf(value)]);
  const lines = entries.some(([, value]) => !isNested(value)) ? plain.toString().split('\n') : [];
  const blocks = entries.flatMap(([key, value]) => {
    if (!isNested(value) || Object.keys(value).length === 0) return [];
    const name = `${heading}${shown(key)}`;
    if (Array.isArray(value)) return ['', name, ...listLines(value)];
    const [first, ...others] = answerLines(value, `${name} `);
    return first === '' ? others : ['', name, ...(first === undefined ? [] : [first]), ...others];
  });
  return [...lines, ...blocks];
}

function listLines(list: readonly unknown[]): string[] {
  const rows = list.filter(isNested);
  if (rows.length < list.length) return list.map(textOf);
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row));
    return head.map((key) => textOf(values.get(key)));
  });
  const isNumber = head.map((_, c) => cells.every((row) => /^-?[\d.]*$|^–$/.test(row[c] ?? '')));
  const table = new PlainTable({ head, colAligns: isNumber.map((is) => (is ? 'right' : 'left')) });
  table.push(...cells);
  return table.toString().split('\n');
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '–';
  return shown(typeof value === 'string' ? value : JSON.stringify(value));
}
