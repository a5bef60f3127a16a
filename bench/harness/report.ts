import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Timing } from './measure.js';

export const print = (text = ''): void => void process.stdout.write(`${text}\n`);

/** Prints a heading, and where and when the benchmark runs. */
export function printHead(title: string): void {
  print(`\n## ${title}\n`);
  print(
    `${cpus()[0].model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}; ` +
      `${new Date().toISOString().slice(0, 10)}; load average at the start ${loadavg()[0].toFixed(2)}.\n`,
  );
}

/** Prints a Markdown table; its first column is text, the others are numbers. */
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

/** Returns a number with three significant digits (0.123, 1.23, 12.3, 123, 1,230), and a whole one as it is. */
export function digits(value: number): string {
  const decimals = Number.isInteger(value) ? 0 : value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  const [whole, rest] = value.toFixed(decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return rest === undefined ? grouped : `${grouped}.${rest}`;
}

/** Returns the median in milliseconds. */
export const milliseconds = ({ median }: Timing): string => digits(median);

export const span = ({ least, most }: Timing): string => `${digits(least)}–${digits(most)}`;

/** Returns how many times as fast `ours` is as `theirs`, both in milliseconds. */
export const ratio = (theirs: number, ours: number): string => `${digits(theirs / ours)} ×`;

/** Returns a goal and whether it was met. A benchmark does not fail because of a missed goal. */
export const goal = (text: string, met: boolean): string => `${text}: ${met ? 'met' : 'missed'}`;
