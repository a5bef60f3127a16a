import { UserError } from '../../userError.js';
import { shown } from '../../shown.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { requireHoldings, type GivenHoldings } from '../store/holdingsToSet.js';
import { brokerStock } from './brokerStock.js';
import type { Problems } from './problems.js';
import type { BrokerFile, BrokerRow } from './readTables.js';
import type { StoredStocks } from './storedStocks.js';

type GivenHolding = GivenHoldings['holdings'][number];

/** Rows that sum up others begin with it. */
const SUM = /^(grand )?total\b/i;
/** Digits in groups, as in India (1,23,456) or elsewhere (123,456), with or without the sign of the rupee before them. */
const NUMBER = /^(?:₹|Rs\.?)?\s*(-?(?:\d+|\d{1,3}(?:,\d{2,3})*,\d{3})(?:\.\d+)?)$/i;

/**
 * Reads the holdings of a broker's file. Rows without shares, and those that sum up others, are none.
 *
 * @param today in India
 */
export function brokerHoldings(
  file: BrokerFile,
  stocks: StoredStocks,
  problems: Problems,
  today: IsoDate,
): GivenHolding[] {
  const places = new Map<Ticker, string>();
  return file.rows.flatMap((row) => {
    const holding = problems.of(row, () => {
      const given = holdingOf(file, row, stocks);
      if (given === null) return null;
      const former = places.get(given.ticker);
      if (former !== undefined) {
        throw new UserError(`Expected each stock once, got ${given.ticker} as in ${former}: add them up.`);
      }
      places.set(given.ticker, row.place);
      requireHoldings({ asOf: today, cash: '0', holdings: [given] }, stocks.byTicker, today);
      return given;
    });
    return holding ?? [];
  });
}

function holdingOf(file: BrokerFile, { cells }: BrokerRow, stocks: StoredStocks): GivenHolding | null {
  const { header, names, elsewhere } = file;
  const cell = (at: number | null) => (at === null || (cells[at] ?? '') === '' ? null : (cells[at] ?? null));
  const named = { isin: cell(header.isin), symbol: cell(header.symbol), exchange: cell(header.exchange) };
  const first = cells.find((text) => text !== '') ?? '';
  if (named.isin === null && (named.symbol === null || SUM.test(named.symbol)) && SUM.test(first))
    return null;
  if (named.isin === null && named.symbol === null) {
    throw new UserError(`Expected an ISIN or a symbol, got neither: leave the row out, or name the stock.`);
  }
  for (const at of elsewhere) {
    const shares = cell(at);
    if (shares === null || Number(numberOf(shares, names[at] ?? '')) === 0) continue;
    throw new UserError(
      `Expected 0 in "${shown(names[at] ?? '')}", got "${shown(shares)}": it is not clear whether the quantity counts ` +
        'these shares; write all shares that are held as the quantity, and 0 here.',
    );
  }
  const quantity = numberOf(cell(header.quantity) ?? '', 'a quantity');
  if (Number(quantity) === 0) return null;
  const average = cell(header.averageCost);
  const { ticker } = brokerStock(named, stocks);
  return { ticker, quantity, averageCost: average === null ? null : numberOf(average, 'an average cost') };
}

function numberOf(text: string, what: string): string {
  const [, number] = NUMBER.exec(text) ?? [];
  if (number !== undefined) return number.replaceAll(',', '');
  throw new UserError(`Expected ${what} as a number such as 1,234.50, got "${shown(text)}": correct it.`);
}
