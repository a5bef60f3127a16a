import { createHash } from 'node:crypto';
import type { CrossSection } from '../scoring/crossSection.js';
import { DATASETS, FEATURES, FUNDAMENTALS, OWNERSHIP, HORIZONS } from '../scoring/names.js';
import { snap } from '../scoring/rounding.js';
import { hashColumn } from './hashColumn.js';

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
  for (const column of columns) hashColumn(hash, column, snap);
  return hash.digest('hex');
}
