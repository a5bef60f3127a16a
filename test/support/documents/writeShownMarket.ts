import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const TICKERS = ['RELIANCE', 'TCS', 'INFY'];
/** Sessions, of which documents name the last of each month. */
const DAYS = [
  ...['2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08'],
  ...['2026-08-19', '2026-08-20', '2026-08-21'],
];

/** Writes an import folder with the stocks and days that documents name. */
export async function writeShownMarket(folder: string): Promise<void> {
  const companies = TICKERS.map((ticker, k) => `${ticker},${ticker} Ltd.,INE000A0100${k},Power`);
  const prices = TICKERS.flatMap((ticker) =>
    DAYS.map((day) => `${ticker},${day},100,102,99,101,60000,6060000`),
  );
  const files = {
    'companies.csv': ['ticker,name,isin,industry', ...companies],
    'prices.csv': ['ticker,date,open,high,low,close,volume,value', ...prices],
  };
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, name), `${lines.join('\n')}\n`);
}
