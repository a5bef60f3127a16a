/**
 * PostgreSQL's numeric in its binary form, to and from the double whose shortest text is the decimal: groups of
 * four decimal digits (base 10,000), the first one worth 10,000 ** weight. A decimal that a double stands for
 * comes back as the same double.
 */

const BASE = 10_000;
const NEGATIVE = 0x4000;
const HEADER_BYTES = 8;
/** Whole numbers of up to 15 digits: each decimal below is the only one of its length that gives its double. */
const LIMIT = 1e15;

const digits: number[] = [];

/**
 * Writes a number as numeric and returns how many bytes it took.
 *
 * @throws RangeError for what is not finite
 */
export function writeNumeric(buffer: Buffer, at: number, value: number): number {
  const size = Math.abs(value);
  digits.length = 0;
  const four = Math.round(size * BASE);
  const eight = Math.round(size * BASE * BASE);
  if (four < LIMIT && four / BASE === size) {
    pushWhole(Math.floor(four / BASE));
    const weight = digits.length - 1;
    pushFraction(four % BASE);
    return put(buffer, at, value < 0, weight);
  }
  if (eight < LIMIT && eight / (BASE * BASE) === size) {
    pushWhole(Math.floor(eight / (BASE * BASE)));
    const weight = digits.length - 1;
    const fraction = eight % (BASE * BASE);
    digits.push(Math.floor(fraction / BASE));
    pushFraction(fraction % BASE);
    return put(buffer, at, value < 0, weight);
  }
  if (!Number.isFinite(value)) throw new RangeError(`expected a finite number, came ${value}`);
  return put(buffer, at, value < 0, pushText(String(size)));
}

/** Reads a numeric as a double; NaN for what a double cannot be. */
export function readNumeric(buffer: Buffer, at: number): number {
  const count = buffer.readInt16BE(at);
  const weight = buffer.readInt16BE(at + 2);
  const sign = buffer.readUInt16BE(at + 4);
  if (sign !== 0 && sign !== NEGATIVE) return NaN;
  if (count === 0) return 0;
  let whole = 0;
  for (let k = 0; k < count; k++) whole = whole * BASE + buffer.readInt16BE(at + HEADER_BYTES + 2 * k);
  const groups = count - weight - 1;
  // Both sides of the division are exact, so that it is the only rounding.
  const isExact = whole <= Number.MAX_SAFE_INTEGER && groups >= 0 && groups <= 5;
  const size = isExact ? whole / BASE ** groups : textOf(buffer, at, count, weight);
  return sign === NEGATIVE ? -size : size;
}

function pushWhole(value: number): void {
  let divisor = 1;
  while (value / divisor >= BASE) divisor *= BASE;
  for (let rest = value; divisor >= 1; divisor /= BASE) {
    const digit = Math.floor(rest / divisor);
    digits.push(digit);
    rest -= digit * divisor;
  }
}

function pushFraction(digit: number): void {
  if (digit !== 0) digits.push(digit);
}

/** Pushes the digits of a decimal text, with or without an exponent; returns the weight of the first group. */
function pushText(text: string): number {
  const [decimal, exponentText = '0'] = text.split('e');
  const [whole, fraction = ''] = decimal.split('.');
  const point = whole.length + Number(exponentText);
  const all = whole + fraction;
  // The decimal point must lie between two groups: pad in front so that it does.
  const front = (((-point % 4) + 4) % 4) + 0;
  const padded = '0'.repeat(front) + all;
  const weight = (point + front) / 4 - 1;
  for (let k = 0; k < padded.length; k += 4) digits.push(Number(padded.slice(k, k + 4).padEnd(4, '0')));
  return weight;
}

function put(buffer: Buffer, at: number, isNegative: boolean, weight: number): number {
  let first = 0;
  while (first < digits.length && digits[first] === 0) first++;
  let last = digits.length;
  while (last > first && digits[last - 1] === 0) last--;
  const count = last - first;
  buffer.writeInt16BE(count, at);
  buffer.writeInt16BE(count === 0 ? 0 : weight - first, at + 2);
  buffer.writeUInt16BE(isNegative && count > 0 ? NEGATIVE : 0, at + 4);
  buffer.writeInt16BE(displayScale(last, weight), at + 6);
  for (let k = 0; k < count; k++) buffer.writeInt16BE(digits[first + k], at + HEADER_BYTES + 2 * k);
  return HEADER_BYTES + 2 * count;
}

/** Decimals that are shown: none but those that say something. */
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
