import { printable } from '../../printable.js';
import type { CleanedText } from '../documents/text/documentText.js';

/** How many characters are shown on each side of an amount. */
const AROUND = 100;

/** Returns an amount with up to 100 characters before and after it, on one line. */
export function textAround(text: string, start: number, end: number): string {
  const from = wholeAt(text, Math.max(0, start - AROUND));
  const to = wholeAt(text, Math.min(text.length, end + AROUND));
  return printable(text.slice(from, to).replace(/\s+/g, ' ').trim());
}

/** Returns the page of a place of a text, from 1; null where the document has no pages. */
export function pageAt({ layout: { pageStarts } }: CleanedText, at: number): number | null {
  if (pageStarts.length === 0) return null;
  let [low, high] = [0, pageStarts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pageStarts[middle] <= at) low = middle + 1;
    else high = middle;
  }
  return Math.max(low, 1);
}

/** Moves a place out of the middle of a surrogate pair. */
function wholeAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
