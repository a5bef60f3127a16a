import { snap } from '../../scoring/rounding.js';
import type { Prices } from '../facts.js';
import type { Columns, Reader } from '../imports/columns.js';
import { RowRefused } from '../imports/refusal.js';

/** Reads the four prices of a bar, and refuses prices that contradict each other. */
export function priceReader(columns: Columns): Reader<Prices> {
  const readOpen = price(columns, 'open');
  const readHigh = price(columns, 'high');
  const readLow = price(columns, 'low');
  const readClose = price(columns, 'close');
  return (row) => {
    const open = readOpen(row);
    const high = readHigh(row);
    const low = readLow(row);
    const close = readClose(row);
    if (high < low) {
      throw new RowRefused('high', String(high), 'HIGH_BELOW_LOW', `expected at least the low, ${low}`);
    }
    refuseOutside('open', open, low, high);
    refuseOutside('close', close, low, high);
    return { open, high, low, close };
  };
}

function price(columns: Columns, name: keyof Prices): Reader<number> {
  const read = columns.decimal(name);
  return (row) => {
    const value = read(row);
    if (value > 0) return value;
    throw new RowRefused(name, String(value), 'NOT_POSITIVE', 'expected a price above 0');
  };
}

/**
 * Refuses a price more than half a percent outside of the day's range. Sources round by less than that, so that a
 * greater distance means another stock or another day.
 */
function refuseOutside(name: keyof Prices, value: number, low: number, high: number): void {
  // Because 10 × 1.005 is no decimal in binary, the bounds are snapped to decimals.
  const [least, most] = [snap(low * 0.995), snap(high * 1.005)];
  if (value >= least && value <= most) return;
  const reason = `expected a price within half a percent of low and high, ${least} to ${most}`;
  throw new RowRefused(name, String(value), 'OUTSIDE_RANGE', reason);
}
