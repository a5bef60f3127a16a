/** The inputs of a day, made from files, and single numbers of them. */
import { crossSectionAsOf, type DayInputs } from '../../../src/market/crossSection.js';
import type { ReadOptions } from '../../../src/market/imports/walkFolder.js';
import type { Market } from '../../../src/market/market.js';
import { parseSectors } from '../../../src/market/sectors.js';
import { loadMethod } from '../../../src/method/loadMethod.js';
import type { FeatureName, FundamentalName, OwnershipName } from '../../../src/scoring/names.js';
import { csv, iso, readFiles, ticker, type Files } from './folder.js';

export const method = await loadMethod();

export const sectors = parseSectors(
  'groups: { banks: Banks, it: Information technology }\n' +
    'industries: { Software: it }\n' +
    'tickers: { SBIN: banks }\n',
  'sectors.yaml',
);

/** INFY by its industry, SBIN by its ticker's line. */
export const COMPANIES: Files = {
  'companies.csv': csv('ticker,name,industry', 'SBIN,State Bank of India,', 'INFY,Infosys,Software'),
};

export const inputsOf = (market: Market, date = '2024-10-08'): DayInputs =>
  crossSectionAsOf(market, iso(date), method, sectors);

export async function inputsOn(
  files: Files,
  date?: string,
  options: Partial<ReadOptions> = {},
): Promise<DayInputs> {
  return inputsOf((await readFiles({ ...COMPANIES, ...files }, options)).market, date);
}

/** Returns one number of one stock; NaN is null. */
export function numberOf(
  { section }: DayInputs,
  name: FeatureName | FundamentalName | OwnershipName,
  symbol = 'INFY',
): number {
  const columns: Readonly<Record<string, Float64Array>> = {
    ...section.features,
    ...section.fundamentals,
    ...section.ownership,
  };
  return columns[name][at({ section }, symbol)];
}

/** Returns the index of a stock in the columns. */
export function at({ section }: Pick<DayInputs, 'section'>, symbol = 'INFY'): number {
  const found = section.tickers.indexOf(ticker(symbol));
  if (found === -1) throw new Error(`${symbol} is not in the universe`);
  return found;
}
