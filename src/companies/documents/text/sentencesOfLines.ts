import type { Span } from './documentText.js';
import { sentencesOf } from './sentencesOf.js';

/**
 * Yields the sentences of a part of a text, as places in the text. A line ends one.
 *
 * @param from where the part starts
 * @param to where it ends
 */
export function* sentencesOfLines(text: string, from = 0, to = text.length): Generator<Span> {
  for (let start = from; start < to;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? to : Math.min(newline, to);
    for (const sentence of sentencesOf(text.slice(start, end))) {
      yield { start: start + sentence.start, end: start + sentence.end };
    }
    start = end + 1;
  }
}
