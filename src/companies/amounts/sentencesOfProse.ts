import type { CleanedText, Span } from '../documents/text/documentText.js';
import { sentencesOfLines } from '../documents/text/sentencesOfLines.js';

/** A longer one is cut, so that the time that a sentence takes is bounded. */
const LONGEST = 800;

/** Yields the sentences of a text that stand in no table. */
export function* sentencesOfProse({ text, layout: { tables } }: CleanedText): Generator<Span> {
  let from = 0;
  for (const { start, end } of [...tables, { start: text.length, end: text.length }]) {
    for (const sentence of sentencesOfLines(text, from, start)) {
      for (let at = sentence.start; at < sentence.end; at += LONGEST) {
        yield { start: at, end: Math.min(sentence.end, at + LONGEST) };
      }
    }
    from = end;
  }
}
