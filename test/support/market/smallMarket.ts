import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Two companies, one of them without bars and industry, over six sessions; 2024-10-08 is the last session. */
export async function writeSmallMarket(folder: string, extra: Record<string, string> = {}): Promise<void> {
  const days = ['09-30', '10-01', '10-03', '10-04', '10-07', '10-08'];
  const bars = days.map(
    (day, k) => `ALPHA,2024-${day},${100 + k},${102 + k},${99 + k},${101 + k},60000,6000000`,
  );
  const files: Record<string, string> = {
    'companies.csv':
      'ticker,name,isin,industry,sector_group\n' +
      'ALPHA,Alpha Ltd.,INE000A01001,Information Technology,\nBETA,Beta Ltd.,,,\n',
    'prices.csv': `ticker,date,open,high,low,close,volume,value\n${bars.join('\n')}\n`,
    ...extra,
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}
