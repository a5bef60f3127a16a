import type { WrittenAmount } from './writtenAmount.js';

const BLANK = /^[^\S\t]{1,2}$/;

/**
 * Joins the parts of an amount that is written by scales: "Rs. 12 crore 50 lakh" is 12.5 crore.
 *
 * @returns null where the two are not parts of one amount
 */
export function joinedAmount(text: string, a: WrittenAmount, b: WrittenAmount): WrittenAmount | null {
  if (a.kind !== 'SCALED' || b.kind !== 'SCALED' || b.scale >= a.scale) return null;
  if (a.inRange || a.isBracketed || b.isBracketed || b.negative || a.digits.includes('.')) return null;
  if (b.start < a.end || b.start - a.end > 2 || !BLANK.test(text.slice(a.end, b.start))) return null;
  // "US$ 5 million Rs 41 crore" are two amounts.
  if (b.currency !== null && a.currency !== null) return null;
  const [units = ''] = b.digits.split('.');
  const places = a.scale - b.scale;
  if (units.length > places) return null;
  const digits = a.digits + b.digits.padStart(b.digits.length + places - units.length, '0');
  return { ...a, end: b.end, digits, scale: b.scale, currency: a.currency ?? b.currency };
}
