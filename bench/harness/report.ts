import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Timing } from './measure.js';

export const print = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Where and when this ran. */
export function printHead(title: string): void {
  print(`\n## ${title}\n`);
  print(
    `${cpus()[0].model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}, one thread; ` +
      `${new Date().toISOString().slice(0, 10)}; load average at the start ${loadavg()[0].toFixed(2)}.\n`,
  );
}

/** A Markdown table; the first column is text, the others numbers. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = head.map((cell, c) => Math.max(cell.length, ...rows.map((row) => row[c].length), 3));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c]))).join(' | ')} |`;
  print(line(head));
  print(
    `| ${widths.map((width, c) => (c === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`,
  );
  for (const row of rows) print(line(row));
  print();
}

/** Three digits that count: 0.123, 1.23, 12.3, 123, 1,230; whole numbers as they are. */
export function digits(value: number): string {
  const decimals = Number.isInteger(value) ? 0 : value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  const [whole, rest] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** Median milliseconds. */
export const milliseconds = ({ median }: Timing): string => digits(median);

export const span = ({ least, most }: Timing): string => `${digits(least)}–${digits(most)}`;

/** By how much `ours` is faster than `theirs`, both in milliseconds; below 1 it is slower. */
export const ratio = (theirs: number, ours: number): string => `${digits(theirs / ours)} ×`;

/** A goal beside what was measured; nothing fails where it is missed. */
export const goal = (text: string, met: boolean): string => `${text}: ${met ? 'met' : 'missed'}`;
