import { createReadStream } from 'node:fs';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip, gunzipSync } from 'node:zlib';
import { temporaryFolder } from '../temporaryFolder.js';

/** A part of the recorded market: its most traded stocks over its last sessions. */
export interface RealMarket {
  /** The sessions, ascending. */
  readonly sessions: readonly string[];
  /** Rows of prices.csv by session, without a header: ticker, date, open, high, low, close, volume, value. */
  readonly bars: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Rows of indices.csv by day, of some indices. */
  readonly indices: ReadonlyMap<string, readonly string[]>;
  /** Writes an import folder with all facts of the stocks, and prices and indices up to a session. */
  folderUpTo(session: string): Promise<string>;
}

export const PRICE_HEADER = 'ticker,date,open,high,low,close,volume,value';
export const INDEX_HEADER = 'index,date,open,high,low,close';

/** The one that methods read, and others that come with it. All forty would take longer than the stocks. */
const INDICES = ['NIFTY 50', 'NIFTY AUTO', 'NIFTY BANK', 'NIFTY IT', 'NIFTY REALTY'];

/** Reads so many of the last sessions and of the stocks that were traded most in value over them. */
export async function realMarket(folder: string, stocks: number, sessions: number): Promise<RealMarket> {
  const rows = new Map<string, string[][]>();
  const lines = createInterface(createReadStream(join(folder, 'prices.csv.gz')).pipe(createGunzip()));
  for await (const line of lines) {
    const fields = line.split(',');
    if (fields[0] === 'ticker') continue;
    const day = rows.get(fields[1]);
    if (day === undefined) rows.set(fields[1], [fields]);
    else day.push(fields);
  }
  const days = [...rows.keys()].sort().slice(-sessions);
  const traded = new Map<string, number>();
  for (const day of days) {
    for (const [ticker, , , , , , , value] of rows.get(day) ?? []) {
      traded.set(ticker, (traded.get(ticker) ?? 0) + Number(value));
    }
  }
  const most = [...traded].sort(([, a], [, b]) => b - a).slice(0, stocks);
  const kept = new Set(most.map(([ticker]) => ticker));
  const bars = new Map(
    days.map((day) => [day, (rows.get(day) ?? []).filter(([ticker]) => kept.has(ticker))]),
  );
  const indices = new Map<string, string[]>();
  for (const line of gunzipSync(await readFile(join(folder, 'indices.csv.gz')))
    .toString()
    .trim()
    .split('\n')
    .slice(1)) {
    const [name, day] = line.split(',');
    if (!INDICES.includes(name)) continue;
    const ofDay = indices.get(day);
    if (ofDay === undefined) indices.set(day, [line]);
    else ofDay.push(line);
  }
  return {
    sessions: days,
    bars,
    indices,
    folderUpTo: (session) => writeUpTo(folder, session, kept, { bars, indices }),
  };
}

async function writeUpTo(
  folder: string,
  session: string,
  kept: ReadonlySet<string>,
  { bars, indices }: Pick<RealMarket, 'bars' | 'indices'>,
): Promise<string> {
  const target = await temporaryFolder();
  await copyFile(join(folder, 'holidays.csv'), join(target, 'holidays.csv'));
  for (const name of [
    'companies.csv',
    'actions.csv',
    'events.csv.gz',
    'shareholding.csv.gz',
    'statements.csv.gz',
  ]) {
    const bytes = await readFile(join(folder, name));
    const [header, ...rest] = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      .toString()
      .trim()
      .split('\n');
    const own = rest.filter((line) => kept.has(line.slice(0, line.indexOf(','))));
    await writeFile(join(target, name.replace('.gz', '')), `${[header, ...own].join('\n')}\n`);
  }
  const upTo = <Row>(rows: ReadonlyMap<string, readonly Row[]>) =>
    [...rows].filter(([day]) => day <= session).flatMap(([, own]) => own);
  const prices = upTo(bars).map((fields) => fields.join(','));
  await writeFile(join(target, 'prices.csv'), `${[PRICE_HEADER, ...prices].join('\n')}\n`);
  await writeFile(join(target, 'indices.csv'), `${[INDEX_HEADER, ...upTo(indices)].join('\n')}\n`);
  return target;
}
