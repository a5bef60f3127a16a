import type { CleanedText, Span } from '../documents/text/documentText.js';

/** A longer one is cut, so that the time that a sentence takes is bounded. */
const LONGEST = 800;
const END = /\n|[.!?](?=[^\S\n]+["“(]?(?:\p{Lu}|₹))/gu;
/** What ends with a point and ends no sentence. */
const ABBREVIATION =
  /(?:^|[^\p{L}])(?:Rs|Re|Mr|Mrs|Ms|Dr|No|Nos|Ltd|Pvt|Co|Cr|vs|approx|i\.e|e\.g|F\.Y|U\.S|[A-Z])$/u;

/** Yields the sentences of a text that stand in no table, in one pass. A line ends one. */
export function* sentencesOf({ text, layout: { tables } }: CleanedText): Generator<Span> {
  let from = 0;
  for (const { start, end } of [...tables, { start: text.length, end: text.length }]) {
    yield* sentencesBetween(text, from, start);
    from = end;
  }
}

function* sentencesBetween(text: string, from: number, to: number): Generator<Span> {
  let start = from;
  const pattern = new RegExp(END);
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && match.index < to; match = pattern.exec(text)) {
    const before = text.slice(Math.max(start, match.index - 8), match.index);
    if (match[0] === '.' && ABBREVIATION.test(before)) continue;
    yield* cut(start, match.index + 1);
    start = match.index + 1;
  }
  yield* cut(start, to);
}

function* cut(start: number, end: number): Generator<Span> {
  for (let at = start; at < end; at += LONGEST) yield { start: at, end: Math.min(end, at + LONGEST) };
}
