/** A market of sixteen stocks in three sector groups over some sessions of 2024, with all that happens to stocks. */
import { TradingCalendar } from '../../../src/market/calendar.js';
import { isoOf } from '../../../src/market/day.js';
import { nseCalendar } from '../../../src/market/imports/nseCalendar.js';
import { Random } from '../../../src/market/sample/random.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { csv, day, HEADER, type Files, type Name } from './folder.js';

/** Rows of each file, without the header. */
export type Rows = Readonly<Partial<Record<Name, readonly string[]>>>;

/** Columns that make the key of a row. */
const KEYS: Readonly<Record<Name, readonly number[]>> = {
  companies: [0],
  prices: [0, 1],
  indices: [0, 1],
  actions: [0, 1, 2],
  fundamentals: [0, 1, 2],
  statements: [0, 1, 2, 3, 5],
  shareholding: [0, 1, 3],
  events: [0, 1, 2],
  holidays: [0],
  symbols: [1, 2],
  classifications: [0, 1],
  filings: [0, 1, 3, 4],
  intelligence: [0, 1, 2, 3, 4, 5],
  withdrawals: [0, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

const names = Object.keys(HEADER) as Name[];

/** What is known after a second folder was imported over a first one. */
export function corrected(first: Rows, second: Rows): Rows {
  return Object.fromEntries(
    names.map((name) => {
      const keyOf = (row: string) => KEYS[name].map((column) => row.split(',')[column]).join();
      const rows = [...(first[name] ?? []), ...(second[name] ?? [])];
      return [name, [...new Map(rows.map((row) => [keyOf(row), row])).values()]];
    }),
  );
}

/** The files of a folder; those without rows are left out. */
export function filesOf(rows: Rows): Files {
  const given = names.filter((name) => (rows[name] ?? []).length > 0);
  return Object.fromEntries(given.map((name) => [`${name}.csv`, csv(HEADER[name], ...(rows[name] ?? []))]));
}

/** Sessions of NSE from a date on. */
export async function sessionsFrom(date: string, count: number): Promise<IsoDate[]> {
  const { days } = new TradingCalendar(await nseCalendar()).sessions([]);
  return Array.from(days.filter((one) => one >= day(date)).slice(0, count), isoOf);
}

export const TICKERS = Array.from({ length: 16 }, (_, k) => `S${String(k).padStart(2, '0')}`);
/** Seven, six and three stocks: with fewer than six, metrics are scored in another way. */
export const INDUSTRIES = ['Information Technology', 'Fast Moving Consumer Goods', 'Healthcare'] as const;
const industryOf = (k: number) => INDUSTRIES[k < 7 ? 0 : k < 13 ? 1 : 2];

/** Does not trade for seven sessions, so that it keeps its score. */
const PAUSES = 3;
/** Does not trade for fourteen, so that it loses its score, and gets one again. */
const LEAVES = 4;
/** Does not trade any more after 55 % of the sessions. */
const ENDS = 5;
/** Is listed after a quarter of them. */
const LISTED = 6;

export const split = (ticker: string, exDate: string) => `${ticker},${exDate},SPLIT,2,1`;
export const bar = (ticker: string, date: string, close: number, volume: number): string => {
  const [open, high, low] = [close * 0.99, close * 1.02, close * 0.97].map((price) => price.toFixed(2));
  return `${ticker},${date},${open},${high},${low},${close.toFixed(2)},${volume},`;
};
export const eps = (ticker: string, value: number, publishedOn: string, periodEnd = '2024-03-31') =>
  `${ticker},${periodEnd},ANNUAL,eps,${value},${publishedOn},PRIMARY`;
export const shareholding = (ticker: string, promoter: number, pledged: number, publishedOn: string) =>
  `${ticker},2024-03-31,${promoter},${publishedOn},PRIMARY,${pledged},${80 - promoter},12.5`;
export const meeting = (ticker: string, date: string, announcedOn: string) =>
  `${ticker},${date},RESULTS,${announcedOn},`;

/** The whole market; the same one for the same label. */
export function marketOver(sessions: readonly IsoDate[], label = 'runs'): Rows {
  const random = new Random(label);
  const at = (fraction: number) => sessions[Math.floor(fraction * (sessions.length - 1))];
  const prices = TICKERS.flatMap((ticker, k) => {
    let close = random.between(80, 900);
    const volume = random.whole(20_000, 900_000);
    return sessions.flatMap((date, s) => {
      close *= 1 + random.between(-0.03, 0.032);
      // Halved on the ex-date.
      if (k === 1 && date === at(0.5)) close /= 2;
      const isOpen =
        !(k === PAUSES && s >= 20 && s < 27) &&
        !(k === LEAVES && s >= 24 && s < 38) &&
        !(k === ENDS && date > at(0.55)) &&
        !(k === LISTED && date < at(0.25));
      return isOpen ? [bar(ticker, date, close, Math.round(volume * random.between(0.4, 1.9)))] : [];
    });
  });
  const years = ['2021-03-31', '2022-03-31', '2023-03-31'];
  const statements = TICKERS.flatMap((ticker) => [
    ...years.flatMap((end, y) => [
      eps(ticker, Number(random.between(3, 40).toFixed(2)), `${2021 + y}-05-20`, end),
      `${ticker},${end},ANNUAL,sales,${random.whole(500, 9000)},${2021 + y}-05-20,PRIMARY`,
      `${ticker},${end},ANNUAL,roe,${random.between(0.02, 0.35).toFixed(4)},${2021 + y}-05-20,PRIMARY`,
      `${ticker},${end},ANNUAL,roce,${random.between(0.02, 0.35).toFixed(4)},${2021 + y}-05-20,SECONDARY`,
    ]),
    eps(ticker, Number(random.between(3, 40).toFixed(2)), at(random.between(0.1, 0.9))),
  ]);
  return {
    companies: TICKERS.map((ticker, k) => `${ticker},Stock ${k} Ltd.,,${industryOf(k)},`),
    prices,
    actions: [split(TICKERS[1], at(0.5)), `${TICKERS[2]},${at(0.7)},BONUS,2,1`],
    statements: [
      ...statements,
      // A restatement within the span.
      eps(TICKERS[8], 55, at(0.95)),
    ],
    fundamentals: [`${TICKERS[14]},2024-03-31,${at(0.3)},PRIMARY,0.21,0.24,0.11,0.09,31,18,0.03,,,,`],
    shareholding: TICKERS.flatMap((ticker) => [
      `${ticker},2023-12-31,${random.whole(20, 70)},2024-01-20,PRIMARY,${random.whole(0, 60)},12,8`,
      shareholding(ticker, random.whole(20, 70), random.whole(0, 60), at(random.between(0.1, 0.9))),
    ]),
    events: [
      meeting(TICKERS[7], at(0.4), at(0.3)),
      meeting(TICKERS[0], at(0.8), at(0.75)),
      `${TICKERS[9]},${at(0.6)},AUDITOR_RESIGNATION,${at(0.6)},`,
      `${TICKERS[10]},${at(0.2)},BOARD_RESIGNATION,${at(0.25)},`,
    ],
  };
}
