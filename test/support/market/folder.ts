/** Import folders for tests. They are written under the system's temporary folder, and removed afterwards. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dayOf } from '../../../src/market/day.js';
import { readFolder, type FolderFacts } from '../../../src/market/imports/readFolder.js';
import type { ReadOptions } from '../../../src/market/imports/walkFolder.js';
import type { Market } from '../../../src/market/market.js';
import { tickerOf } from '../../../src/market/ticker.js';
import type { Day, IsoDate, Ticker } from '../../../src/scoring/names.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A Tuesday. The sessions before it: October 7, 4, 3, 1 (the 2nd is a holiday), September 30, 27, 26, 25, 24, 23. */
export const TODAY = day('2024-10-08');

const folders: string[] = [];

/** Writes files, by their names, into a new folder. */
export async function writeFolder(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'greyoak-market-'));
  folders.push(folder);
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(folder, name), content)));
  return folder;
}

/** Removes all folders that were written. It is called in afterEach or afterAll. */
export async function removeFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}

/** Reads files by readFolder, on TODAY unless the options name another day. */
export async function readFiles(files: Files, options: Partial<ReadOptions> = {}): Promise<FolderFacts> {
  return readFolder(await writeFolder(files), { today: TODAY, ...options });
}

/** Returns the message with which files are refused as a whole. The folder's path is written as FOLDER in it. */
export async function refusalOfFiles(files: Files): Promise<string> {
  const folder = await writeFolder(files);
  return refusalOf(readFolder(folder, { today: TODAY }), folder);
}

/** Returns the name and message of an expected error. The folder's path is written as FOLDER in it. */
export async function refusalOf(result: Promise<unknown>, folder: string): Promise<string> {
  const error: unknown = await result.then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  return String(error).replaceAll(folder, 'FOLDER');
}

/** Returns the text of a file with some lines. */
export const csv = (...lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/**
 * The columns of every file as these tests write them, with the required ones first. They are not taken from the
 * datasets, so that a new optional column changes no row of a test.
 */
export const HEADER = {
  companies: 'ticker,name,isin,industry,sector_group',
  prices: 'ticker,date,open,high,low,close,volume,value',
  indices: 'index,date,open,high,low,close',
  actions: 'ticker,ex_date,kind,new_shares,old_shares',
  fundamentals:
    'ticker,period_end,published_on,source,roe_3y,roce_3y,eps_cagr_3y,sales_cagr_3y,pe,ev_ebitda,' +
    'opm_stdev_12q,roa_3y,gnpa_pct,pcr_pct,nim_3y',
  statements: 'ticker,period_end,period,metric,value,published_on,source',
  shareholding: 'ticker,quarter_end,promoter_pct,published_on,source,pledged_pct,fii_pct,dii_pct',
  events: 'ticker,date,kind,announced_on,detail',
  holidays: 'date,kind,name',
  symbols: 'ticker,former,until',
  classifications: 'ticker,from,industry,basic_industry,sector_group',
  filings: 'ticker,exchange,category,filed_at,subject,period_end,url,hash',
  intelligence: 'type,title,date,source,tickers,published_on,text,url',
  withdrawals: 'dataset,reason,ticker,index,date,kind,period,metric,basis,months,published_on,lifted',
} as const;
export type Name = keyof typeof HEADER;

export const fileOf = (name: Name, ...rows: readonly string[]): Files => ({
  [`${name}.csv`]: csv(HEADER[name], ...rows),
});

/** Returns a row of prices whose four prices are equal. */
export const flatBar = (ticker: string, date: string, close: number | string, volume = 1000): string =>
  `${ticker},${date},${close},${close},${close},${close},${volume},`;

/** The files whose facts a market does not list: it applies them, or no score depends on them. */
const UNLISTED = ['holidays', 'withdrawals', 'filings', 'intelligence'] as const;
export type ListedName = Exclude<Name, (typeof UNLISTED)[number]>;
export const isListed = (name: Name): name is ListedName => !(UNLISTED as readonly Name[]).includes(name);

/** Returns how many facts of a file are in a market. */
export function factsIn(market: Market, name: ListedName): number {
  const groups: Iterable<object> = (name === 'prices' ? market.bars : market[name]).values();
  return [...groups].reduce((sum, group) => {
    if (Array.isArray(group)) return sum + group.length;
    return sum + ('day' in group ? (group.day as Int32Array).length : 1);
  }, 0);
}

export function ticker(text: string): Ticker {
  const known = tickerOf(text);
  if (known === null) throw new Error(`${text} is no ticker`);
  return known;
}

export const iso = (text: string): IsoDate => text as IsoDate;

export function day(text: string): Day {
  const known = dayOf(text);
  if (Number.isNaN(known)) throw new Error(`${text} is no date`);
  return known;
}
