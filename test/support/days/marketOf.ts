import { MarketDay, type MarketDayKey, type MarketRow } from '../../../src/books/marketDay.js';
import type { CrossSection } from '../../../src/scoring/crossSection.js';
import { FEATURES, FUNDAMENTALS, type FundamentalName } from '../../../src/scoring/names.js';

/** The market as a cross-section has it; without shareholdings. */
export function marketOf(section: CrossSection, batch = 1): MarketDay {
  const rows = section.tickers.map((ticker, i): [(typeof section.tickers)[number], MarketRow] => [
    ticker,
    {
      traded: {
        features: Float64Array.from(FEATURES, (name) => section.features[name][i]),
        barAge: section.age.prices[i],
        barDay: section.day,
        change: NaN,
      },
      fundamentals: {
        ...{ periodEnd: section.day, publishedOn: section.day, source: 'PRIMARY' },
        values: Object.fromEntries(
          FUNDAMENTALS.map((name) => [name, section.fundamentals[name][i]]),
        ) as Record<FundamentalName, number>,
      },
      shareholding: null,
      yields: { earningsYield: NaN, bookYield: NaN, assetGrowth: NaN },
      marketCapCr: NaN,
    },
  ]);
  const key: MarketDayKey = { day: section.date, batch };
  return new MarketDay(key, new Map(rows), 0);
}
