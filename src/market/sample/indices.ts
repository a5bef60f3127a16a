import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Path } from './prices.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** The name under which the method looks for the market. Here it is an index of synthetic companies. */
const INDEX = 'NIFTY 50';
export const MEMBERS = 50;
const START = 24_000;

/** Returns an index of the 50 largest companies of the first session, weighted by capitalisation. */
export function indicesTable(paths: ReadonlyMap<SampleCompany, Path>, timeline: Timeline): Table {
  const members = [...paths]
    .filter(([{ story }]) => story.firstBarAgo === undefined && story.lastBarAgo === undefined)
    .sort(([a], [b]) => b.capCr - a.capCr)
    .slice(0, MEMBERS);
  const capCr = members.reduce((sum, [company]) => sum + company.capCr, 0);
  const level = (column: 'open' | 'high' | 'low' | 'close', session: number): number => {
    let sum = 0;
    for (const [company, path] of members) sum += (company.capCr * path[column][session]) / company.price;
    return (START * sum) / capCr;
  };
  return {
    file: 'indices.csv',
    columns: ['index', 'date', 'open', 'high', 'low', 'close'],
    rows: Array.from(timeline, (day, session) => {
      const open = level('open', session);
      const close = level('close', session);
      // Because members peak at different hours, the index reaches a third as far as they do.
      const [top, bottom] = [Math.max(open, close), Math.min(open, close)];
      const high = top + (level('high', session) - top) / 3;
      const low = bottom - (bottom - level('low', session)) / 3;
      return [INDEX, isoOf(day), ...[open, high, low, close].map((value) => value.toFixed(2))];
    }),
  };
}
