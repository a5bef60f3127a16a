import type { Day } from '../../scoring/names.js';
import type { CalendarEntry } from '../calendar.js';
import { isoOf } from '../day.js';
import type { FactDataset } from './dataset.js';

/** A day of the calendar. An imported one replaces the one that is shipped with the program. */
export type KnownCalendarEntry = CalendarEntry & { readonly shipped: boolean };

const KINDS = ['HOLIDAY', 'SESSION'] as const;

export const holidays: FactDataset<'holidays', KnownCalendarEntry> = {
  kind: 'FACTS',
  name: 'holidays',
  file: 'holidays.csv',
  stage: 'CALENDAR',
  required: ['date', 'kind'],
  optional: ['name'],
  key: ['date'],
  notes: { kind: 'HOLIDAY, or SESSION: a session on a day that would be closed' },
  reader: (columns) => {
    const day = columns.day('date');
    const kind = columns.oneOf('kind', KINDS);
    const name = columns.text('name');
    return (row) => ({ day: day(row), kind: kind(row), name: name(row), shipped: false });
  },
  keyOf: ({ day }) => isoOf(day),
  table: {
    name: 'calendar_days',
    columns: [
      ['day', 'date'],
      ['shipped', 'bool'],
      ['kind', 'text'],
      ['name', 'text'],
    ],
    keys: 2,
    cells: ({ day, shipped, kind, name }) => [day, shipped, kind, name],
    fact: ([day, shipped, kind, name]) => ({
      day: day as Day,
      shipped: shipped as boolean,
      kind: kind as CalendarEntry['kind'],
      name: name as string,
    }),
  },
  touches: ({ day }) => day,
  movesSessions: true,
  // What is shipped is corrected by another entry of the day.
  isWithdrawable: ({ shipped }) => !shipped,
};
