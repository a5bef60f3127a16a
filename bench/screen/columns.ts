import type { StockField } from '../../src/books/stockFields.js';

/** The numbers of the table, and the columns of `scores` (s) and `features` (f) that they are read from. */
export const COLUMNS = {
  SCORE: 's.value',
  WEIGHTED: 's.weighted',
  PENALTY: 's.penalty',
  CONFIDENCE: 's.confidence',
  COVERAGE: 's.coverage',
  FUNDAMENTALS: 's.f',
  TECHNICALS: 's.t',
  RELATIVE_STRENGTH: 's.r',
  OWNERSHIP: 's.o',
  QUALITY: 's.q',
  SECTOR_MOMENTUM: 's.s',
  SECTOR_Z: 's.sector_z',
  CLOSE: 'f.close',
  VOLUME_RATIO: 'f.volume_ratio',
  DMA50: 'f.dma50',
  DMA200: 'f.dma200',
  RSI14: 'f.rsi14',
  RETURN_126D: 'f.ret_126d',
  SIGMA60: 'f.sigma60',
  MEDIAN_TRADED_VALUE_CR: 'f.median_traded_value_cr',
} as const satisfies Readonly<Partial<Record<StockField, string>>>;

export const FIELDS = Object.keys(COLUMNS) as readonly StockField[];
