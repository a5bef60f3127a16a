import { printable } from '../printable.js';
import { PlainTable } from './plainTable.js';
import type { EndedBackfill } from './runBackfill.js';
import { scoredLine } from './scoredLine.js';

/** Returns what became of a backfill: its counts, and each day that failed with the reason. */
export function backfillLines({ backfill, days, scored }: EndedBackfill): string {
  const { id, from, to, done, failed, feeds } = backfill;
  const taken = days.filter(({ status, rows }) => status === 'SUCCEEDED' && rows !== 0).length;
  const same = days.filter(({ status, rows }) => status === 'SUCCEEDED' && rows === 0).length;
  const span = from === to ? from : `${from} to ${to}`;
  const ended = `${done} ${done === 1 ? 'day' : 'days'} ended`;
  const lines = [
    `Backfill ${id} of ${feeds.join(', ')}, ${span}: ${ended}, ${taken} taken, ${same} unchanged, ${failed} failed.`,
  ];
  const bad = days.filter(({ status }) => status !== 'SUCCEEDED');
  if (bad.length > 0) {
    const table = new PlainTable({ head: ['Feed', 'Day', 'Status', 'Reason'] });
    for (const { feed, day, status, error } of bad)
      table.push([feed, day, status, error ?? '–'].map(printable));
    lines.push(table.toString());
  }
  return `${[...lines, ...scoredLine(scored)].join('\n')}\n`;
}
