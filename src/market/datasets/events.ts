import type { Day, Ticker } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import { EVENT_KINDS, type CompanyEvent } from '../facts.js';
import { byTicker } from '../grouping.js';
import type { GroupedDataset } from './dataset.js';

/** Events without a date of announcement count as announced this many days before. */
export const ASSUMED_NOTICE_DAYS: Readonly<Record<CompanyEvent['kind'], number>> = {
  RESULTS: 7,
  BOARD_MEETING: 7,
  AUDITOR_QUALIFICATION: 0,
  AUDITOR_RESIGNATION: 0,
  BOARD_RESIGNATION: 0,
};

export const events: GroupedDataset<'events', CompanyEvent, ReadonlyMap<Ticker, readonly CompanyEvent[]>> = {
  kind: 'FACTS',
  name: 'events',
  file: 'events.csv',
  stage: 'FACTS',
  required: ['ticker', 'date', 'kind'],
  optional: ['announced_on', 'detail'],
  key: ['ticker', 'date', 'kind'],
  notes: { kind: EVENT_KINDS.join(', ') },
  reader: (columns) => {
    const dayOf = columns.day('date');
    const ticker = columns.ticker(dayOf);
    const kindOf = columns.oneOf('kind', EVENT_KINDS);
    const announced = columns.optionalPastDay('announced_on');
    const detail = columns.text('detail');
    return (row) => {
      const day = dayOf(row);
      const kind = kindOf(row);
      const stated = announced(row);
      const announcedOn = stated === stated ? stated : day - ASSUMED_NOTICE_DAYS[kind];
      return { ticker: ticker(row), day, announcedOn, kind, detail: detail(row) };
    };
  },
  keyOf: ({ ticker, day, kind }) => `${ticker} ${isoOf(day)} ${kind}`,
  table: {
    name: 'company_events',
    columns: [
      ['stock_id', 'int4'],
      ['day', 'date'],
      ['kind', 'text'],
      ['announced_on', 'date'],
      ['detail', 'text'],
    ],
    keys: 3,
    cells: ({ ticker, day, kind, announcedOn, detail }, { idOf }) => [
      idOf(ticker),
      day,
      kind,
      announcedOn,
      detail,
    ],
    fact: ([id, day, kind, announcedOn, detail], { tickerOf }) => ({
      ticker: tickerOf(id as number),
      day: day as Day,
      kind: kind as CompanyEvent['kind'],
      announcedOn: announcedOn as Day,
      detail: detail as string,
    }),
  },
  touches: ({ announcedOn }) => announcedOn,
  group: byTicker,
};
