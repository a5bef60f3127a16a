import type { CleanedText, Span } from './documentText.js';
import { sentencesOf } from './sentencesOf.js';

/** A piece of a text that chunks do not cut, if it is not too long. */
export interface TextPiece extends Span {
  readonly isHeading: boolean;
}

/**
 * Divides a text into headings, sentences and rows of tables, in their order. What is longer than `most` units is divided at a
 * blank, or where it has none anywhere but within a number or a surrogate pair.
 */
export function* piecesOfText({ text, layout }: CleanedText, most: number): Generator<TextPiece> {
  const headings = new Set(layout.headings.map(({ start }) => start));
  let table = 0;
  for (const line of linesOf(text)) {
    while ((layout.tables[table]?.end ?? Infinity) <= line.start) table++;
    const isHeading = headings.has(line.start);
    const isRow = (layout.tables[table]?.start ?? Infinity) <= line.start;
    for (const part of isHeading || isRow ? [line] : sentencesOf(text, line)) {
      yield* divided(text, part, most).map((span) => ({ ...span, isHeading }));
    }
  }
}

/** Returns the lines that have text, without the blanks around them. */
function* linesOf(text: string): Generator<Span> {
  let from = 0;
  while (from < text.length) {
    const feed = text.indexOf('\n', from);
    const to = feed < 0 ? text.length : feed;
    const line = text.slice(from, to);
    const start = to - line.trimStart().length;
    const end = from + line.trimEnd().length;
    if (start < end) yield { start, end };
    from = to + 1;
  }
}

function divided(text: string, { start, end }: Span, most: number): Span[] {
  const spans: Span[] = [];
  let from = start;
  while (end - from > most) {
    const cut = cutIn(text, from, from + most);
    spans.push({ start: from, end: cut });
    from = cut;
    while (from < end && /\s/.test(text.charAt(from))) from++;
  }
  if (from < end) spans.push({ start: from, end });
  return spans;
}

/** How far back a cut within a word goes to leave a number whole. */
const LONGEST_NUMBER = 40;
/** What the next word belongs to, such as the currency of an amount or the title of a person. */
const BELONGS = /(?:^|[\s(])(?:rs\.?|inr|usd|us\$|[₹$€£]|no\.|nos\.|mr\.?|mrs\.?|ms\.?|dr\.?)$/i;
/** A number before a word that may be its unit. */
const NUMBER = /\d[.)]?$/;

/** Returns where to end a part that may go up to `to`: after `from`, and before the blanks that follow. */
function cutIn(text: string, from: number, to: number): number {
  for (let at = to; at > from; at--) {
    if (!/\s/.test(text.charAt(at)) || /\s/.test(text.charAt(at - 1))) continue;
    const before = text.slice(Math.max(from, at - 12), at);
    if (!BELONGS.test(before) && !(NUMBER.test(before) && isUnit(text, at))) return at;
  }
  for (let at = to; at > Math.max(from, to - LONGEST_NUMBER); at--) {
    if (!/[\d.,]/.test(text.charAt(at)) || !/[\d.,]/.test(text.charAt(at - 1))) {
      return isWithinPair(text, at) && at - 1 > from ? at - 1 : at;
    }
  }
  return isWithinPair(text, to) && to - 1 > from ? to - 1 : to;
}

function isUnit(text: string, at: number): boolean {
  return /^\s*(?:crores?|crs?|lakhs?|lacs?|million|billion|trillion|mn|bn|thousand|per\s?cent|%|bps)/i.test(
    text.slice(at, at + 16),
  );
}

function isWithinPair(text: string, at: number): boolean {
  return /[\uD800-\uDBFF]/.test(text.charAt(at - 1)) && /[\uDC00-\uDFFF]/.test(text.charAt(at));
}
