/** The files of portfolios, and their columns. Those that are not required may be left out or empty. */
export const FILES = {
  portfolios: {
    file: 'portfolios.csv',
    required: ['name'],
    optional: [
      'model',
      'position_limit',
      'sector_limit',
      'cash_limit',
      'value_at_risk_limit',
      'buy_rate',
      'sell_rate',
      'per_sale',
    ],
  },
  holdings: {
    file: 'holdings.csv',
    required: ['portfolio', 'ticker', 'quantity'],
    optional: ['average_cost', 'cash', 'as_of'],
  },
  journal: {
    file: 'journal.csv',
    required: ['portfolio', 'date', 'kind'],
    optional: ['ticker', 'quantity', 'price', 'amount', 'costs', 'total_cost', 'note'],
  },
} as const;

export type FileKind = keyof typeof FILES;
export const FILE_KINDS = Object.keys(FILES) as readonly FileKind[];
