/**
 * Converts PostgreSQL's binary numeric to and from the double whose shortest text is that decimal. A numeric is a list
 * of groups of four decimal digits (base 10,000), the first of which counts 10,000 ** weight. A double that is written
 * and read again is the same double.
 */

const BASE = 10_000;
const NEGATIVE = 0x4000;
const HEADER_BYTES = 8;
/** Whole numbers below this have at most 15 digits, so no two decimals of one length share a double. */
const LIMIT = 1e15;

/** A double has at most 309 digits before the dot, and 340 after it. */
const MAX_GROUPS = 170;
/** The most bytes that a double takes as numeric. */
export const MAX_NUMERIC_BYTES = HEADER_BYTES + 2 * MAX_GROUPS;

const digits = new Int32Array(MAX_GROUPS);
let length = 0;

/**
 * Writes a number as numeric and returns how many bytes it took.
 *
 * @throws RangeError if the number is not finite
 */
export function writeNumeric(view: DataView, at: number, value: number): number {
  const size = Math.abs(value);
  length = 0;
  const four = Math.round(size * BASE);
  const eight = Math.round(size * BASE * BASE);
  if (four < LIMIT && four / BASE === size) {
    pushWhole(Math.floor(four / BASE));
    const weight = length - 1;
    pushFraction(four % BASE);
    return put(view, at, value < 0, weight);
  }
  if (eight < LIMIT && eight / (BASE * BASE) === size) {
    pushWhole(Math.floor(eight / (BASE * BASE)));
    const weight = length - 1;
    const fraction = eight % (BASE * BASE);
    digits[length++] = Math.floor(fraction / BASE);
    pushFraction(fraction % BASE);
    return put(view, at, value < 0, weight);
  }
  if (!Number.isFinite(value)) throw new RangeError(`expected a finite number, got ${value}`);
  return put(view, at, value < 0, pushText(String(size)));
}

/** Reads a numeric as a double; NaN and infinities are read as NaN. */
export function readNumeric(buffer: Buffer, at: number): number {
  const count = buffer.readInt16BE(at);
  const weight = buffer.readInt16BE(at + 2);
  const sign = buffer.readUInt16BE(at + 4);
  if (sign !== 0 && sign !== NEGATIVE) return NaN;
  if (count === 0) return 0;
  let whole = 0;
  for (let k = 0; k < count; k++) whole = whole * BASE + buffer.readInt16BE(at + HEADER_BYTES + 2 * k);
  const groups = count - weight - 1;
  // Because both operands are exact, the division rounds once.
  const isExact = whole <= Number.MAX_SAFE_INTEGER && groups >= 0 && groups <= 5;
  const size = isExact ? whole / BASE ** groups : textOf(buffer, at, count, weight);
  return sign === NEGATIVE ? -size : size;
}

function pushWhole(value: number): void {
  if (value < BASE) {
    digits[length++] = value;
    return;
  }
  let divisor = BASE;
  while (value / divisor >= BASE) divisor *= BASE;
  for (let rest = value; divisor >= 1; divisor /= BASE) {
    const digit = Math.floor(rest / divisor);
    digits[length++] = digit;
    rest -= digit * divisor;
  }
}

function pushFraction(digit: number): void {
  if (digit !== 0) digits[length++] = digit;
}

/** Pushes the digits of a decimal text, with or without an exponent; returns the weight of the first group. */
function pushText(text: string): number {
  const [decimal, exponentText = '0'] = text.split('e');
  const [whole, fraction = ''] = decimal.split('.');
  const point = whole.length + Number(exponentText);
  const all = whole + fraction;
  // The dot must lie between two groups, so we pad with zeros in front.
  const front = (((-point % 4) + 4) % 4) + 0;
  const padded = '0'.repeat(front) + all;
  const weight = (point + front) / 4 - 1;
  for (let k = 0; k < padded.length; k += 4) {
    digits[length++] = Number(padded.slice(k, k + 4).padEnd(4, '0'));
  }
  return weight;
}

function put(view: DataView, at: number, isNegative: boolean, weight: number): number {
  let first = 0;
  while (first < length && digits[first] === 0) first++;
  let last = length;
  while (last > first && digits[last - 1] === 0) last--;
  const count = last - first;
  view.setInt16(at, count);
  view.setInt16(at + 2, count === 0 ? 0 : weight - first);
  view.setUint16(at + 4, isNegative && count > 0 ? NEGATIVE : 0);
  view.setInt16(at + 6, displayScale(last, weight));
  for (let k = 0; k < count; k++) view.setInt16(at + HEADER_BYTES + 2 * k, digits[first + k]);
  return HEADER_BYTES + 2 * count;
}

/** Returns the number of decimals that PostgreSQL shows: trailing zeros are left out. */
function displayScale(last: number, weight: number): number {
  const groups = last - weight - 1;
  if (groups <= 0) return 0;
  const digit = digits[last - 1];
  const trailing = digit % 10 !== 0 ? 0 : digit % 100 !== 0 ? 1 : digit % 1000 !== 0 ? 2 : 3;
  return groups * 4 - trailing;
}

function textOf(buffer: Buffer, at: number, count: number, weight: number): number {
  let text = '';
  for (let k = 0; k < count; k++) {
    text += String(buffer.readInt16BE(at + HEADER_BYTES + 2 * k)).padStart(4, '0');
  }
  return Number(`${text}e${(weight + 1 - count) * 4}`);
}
