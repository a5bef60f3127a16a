import { createHash, type Hash } from 'node:crypto';
import type { CrossSection, FormerSessions } from '../scoring/crossSection.js';
import {
  COMMON_FEATURES,
  DATASETS,
  EARLIER_HORIZONS,
  FUNDAMENTALS,
  HORIZONS,
  MODES,
  OWNERSHIP,
  YIELDS,
  ZERO_RULED,
} from '../scoring/names.js';
import { snap, snapOrNull } from '../scoring/rounding.js';
import { hashColumn } from './hashColumn.js';

/**
 * Returns the SHA-256 of everything that a day is scored from: a line of canonical JSON (date, index returns, and each
 * stock's ticker and sector group), followed by every column as little-endian doubles. Numbers are snapped to 1e-10
 * first. There is one NaN, which is null, and no -0.
 *
 * What only some methods read is hashed only where the section has it, after all else, so that the hashes of other methods
 * stay what they were.
 *
 * @returns 64 hexadecimal digits
 */
export function inputsHashOf(section: CrossSection): string {
  const { date, tickers, sectors, sectorOf, events, indexReturn } = section;
  const { earlierIndexReturn, yields, ruledZero, formerScores } = section;
  const stocks = tickers.map((ticker, i) => [ticker, sectors[sectorOf[i]]]);
  const index = HORIZONS.map((horizon) => snapOrNull(indexReturn[horizon]));
  const earlierIndex =
    earlierIndexReturn && EARLIER_HORIZONS.map((horizon) => snapOrNull(earlierIndexReturn[horizon]));
  const columns: readonly ArrayLike<number>[] = [
    ...COMMON_FEATURES.map((name) => section.features[name]),
    ...FUNDAMENTALS.map((name) => section.fundamentals[name]),
    ...OWNERSHIP.map((name) => section.ownership[name]),
    events.meeting,
    events.auditor,
    events.board,
    ...DATASETS.map((name) => section.age[name]),
    ...DATASETS.map((name) => section.secondary[name]),
    ...(earlierIndexReturn ? EARLIER_HORIZONS.map((name) => section.features[name]) : []),
    ...(yields ? YIELDS.map((name) => yields[name]) : []),
    ...(ruledZero ? ZERO_RULED.map((name) => ruledZero[name]) : []),
  ];
  const formerSessions = formerScores?.sessions;
  // JSON leaves out what is undefined.
  const line = JSON.stringify({ date, earlierIndex, formerSessions, index, stocks });
  const hash = createHash('sha256').update(`${line}\n`);
  for (const column of columns) hashColumn(hash, column, snap);
  if (formerScores) hashFormer(hash, formerScores);
  return hash.digest('hex');
}

/** Adds the former scores of each mode as little-endian 16-bit numbers, by stock and from the oldest session on. */
function hashFormer(hash: Hash, { hundredths }: FormerSessions): void {
  for (const mode of MODES) {
    const bytes = Buffer.alloc(hundredths[mode].length * 2);
    for (let k = 0; k < hundredths[mode].length; k++) bytes.writeInt16LE(hundredths[mode][k], k * 2);
    hash.update(bytes);
  }
}
