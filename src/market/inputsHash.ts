import { createHash } from 'node:crypto';
import type { CrossSection } from '../scoring/crossSection.js';
import { DATASETS, FEATURES, FUNDAMENTALS, OWNERSHIP, HORIZONS } from '../scoring/names.js';
import { snap } from '../scoring/rounding.js';

const NULL_BITS = 0x7ff8_0000_0000_0000n;

/**
 * Returns the SHA-256 of everything that a day is scored from: a line of canonical JSON (date, index returns, and each
 * stock's ticker and sector group), followed by every column as little-endian doubles. Numbers are snapped to 1e-10
 * first. There is one NaN, which is null, and no -0.
 *
 * @returns 64 hexadecimal digits
 */
export function inputsHashOf(section: CrossSection): string {
  const { date, tickers, sectors, sectorOf, events, indexReturn } = section;
  const stocks = tickers.map((ticker, i) => [ticker, sectors[sectorOf[i]]]);
  const index = HORIZONS.map((horizon) =>
    Number.isNaN(indexReturn[horizon]) ? null : snap(indexReturn[horizon]),
  );
  const columns = [
    ...FEATURES.map((name) => section.features[name]),
    ...FUNDAMENTALS.map((name) => section.fundamentals[name]),
    ...OWNERSHIP.map((name) => section.ownership[name]),
    events.meeting,
    events.auditor,
    events.board,
    ...DATASETS.map((name) => section.age[name]),
    ...DATASETS.map((name) => section.secondary[name]),
  ];
  const hash = createHash('sha256').update(`${JSON.stringify({ date, index, stocks })}\n`);
  const bytes = new DataView(new ArrayBuffer(tickers.length * 8));
  for (const column of columns) {
    for (let i = 0; i < column.length; i++) {
      // Because the bits of a NaN are the machine's choice, null is written as one pattern.
      if (Number.isNaN(column[i])) bytes.setBigUint64(i * 8, NULL_BITS, true);
      else bytes.setFloat64(i * 8, snap(column[i]), true);
    }
    hash.update(bytes);
  }
  return hash.digest('hex');
}
