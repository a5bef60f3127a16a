import type DataLoader from 'dataloader';
import type { CompanyFigures } from '../../companies/figures/companyFigures.js';
import { figuresOfStocks } from '../../companies/store/figuresOfStocks.js';
import type { Day } from '../../scoring/names.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** A company, and the day as of which its figures are asked for. */
export interface CompanyDay {
  readonly stockId: number;
  readonly on: Day;
}

/** Loads the figures of companies as of days. Those of one day are read together. */
export function companyFiguresLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<CompanyDay, CompanyFigures, string> {
  return keyedLoader(async (keys) => {
    const stocksOn = new Map<Day, number[]>();
    for (const { stockId, on } of keys) stocksOn.set(on, [...(stocksOn.get(on) ?? []), stockId]);
    const days = await Promise.all(
      [...stocksOn].map(async ([on, stocks]) => {
        const figures = await figuresOfStocks(stocks, on, (query) => reads.rows(query));
        return [on, figures] as const;
      }),
    );
    const figuresOn = new Map(days);
    return keys.map(({ stockId, on }) => {
      const figures = figuresOn.get(on)?.get(stockId);
      if (figures === undefined) throw new Error(`Expected the figures of stock ${stockId}, got none`);
      return figures;
    });
  });
}
