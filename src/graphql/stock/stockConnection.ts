import { connectionOf } from '../connectionOf.js';
import { Stock } from './stock.js';

export const StockConnection = connectionOf(Stock, {
  name: 'Stock',
  description: 'A page of the stocks that a screen holds for.',
  total: 'Stocks on all pages together.',
});
export type StockConnection = InstanceType<typeof StockConnection>;
