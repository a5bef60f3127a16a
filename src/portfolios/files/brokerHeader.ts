/** Which columns of a broker's file say what is held. */
export interface BrokerHeader {
  /** Places in a record; null: there is no such column. */
  readonly isin: number | null;
  readonly symbol: number | null;
  readonly exchange: number | null;
  readonly quantity: number;
  readonly averageCost: number;
}

/**
 * What brokers call the columns, in lower case and without punctuation: Zerodha (Kite and Console), Groww, Upstox, ICICI Direct,
 * Angel One, HDFC Securities, Dhan, 5paisa.
 */
const NAMES = {
  isin: ['isin', 'isin code', 'isin no', 'isin number'],
  symbol: [
    'instrument',
    'symbol',
    'trading symbol',
    'tradingsymbol',
    'nse symbol',
    'stock symbol',
    'scrip symbol',
    'scrip',
    'scrip name',
    'ticker',
  ],
  exchange: ['exchange', 'exch'],
  quantity: [
    'qty',
    'quantity',
    'net qty',
    'net quantity',
    'total qty',
    'total quantity',
    'holding qty',
    'holding quantity',
    'holdings quantity',
    'quantity available',
    'available qty',
    'available quantity',
    'free qty',
  ],
  averageCost: [
    'avg cost',
    'avg price',
    'average price',
    'average cost',
    'avg buy price',
    'average buy price',
    'buy avg price',
    'buy average',
    'buy avg',
    'average cost price',
    'avg cost price',
    'average trading price',
    'avg trading price',
    'average rate',
    'avg rate',
  ],
} as const;

/** Shares that are the client's, and that the column of the quantity may not count. */
const ELSEWHERE = /pledged|discrepant|unsettled|\bt1\b|t\+1|locked/;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9+]+/g, ' ')
    .trim();

/**
 * Recognises the header of a broker's holdings by what its columns are called.
 *
 * @returns null where it has not exactly one column of quantities and one of average costs, and an ISIN or a symbol
 */
export function brokerHeader(record: readonly string[]): BrokerHeader | null {
  const names = record.map(plain);
  const placesOf = (some: readonly string[]) =>
    names.flatMap((name, at) => (some.includes(name) ? [at] : []));
  const one = (some: readonly string[]) => {
    const places = placesOf(some);
    return places.length === 1 ? (places[0] ?? null) : null;
  };
  const [quantity, averageCost] = [one(NAMES.quantity), one(NAMES.averageCost)];
  const [isin, symbol] = [one(NAMES.isin), one(NAMES.symbol)];
  if (quantity === null || averageCost === null || (isin === null && symbol === null)) return null;
  return { isin, symbol, exchange: one(NAMES.exchange), quantity, averageCost };
}

/** Returns the places of columns with shares that the quantity may not count, such as pledged ones. */
export function elsewhereIn(record: readonly string[]): readonly number[] {
  return record.flatMap((name, at) => (ELSEWHERE.test(name.toLowerCase()) ? [at] : []));
}
