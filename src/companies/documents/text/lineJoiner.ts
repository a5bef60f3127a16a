/** Parts with which compounds begin, so that the hyphen stays where the document has the word nowhere else. */
const FIRST_PARTS = new Set(
  `non self well year quarter month day half re-e e on off in end long short mid high low multi cross all one two three four
  five six seven eight nine ten first second third single double triple full part co ex so best cost debt value market
  customer capital asset risk world state`.split(/\s+/),
);
/** The longest part of a divided word. */
const LONGEST_WORD = 64;
/** The end of a line that divides a word, and its second part. */
const DIVIDED = /(\p{L}+)[-\u2010]$/u;
const SECOND = /^\p{Ll}+/u;

/** Joins lines of one paragraph, and words that are divided between them. */
export class LineJoiner {
  /** The words of the document, in lower case. */
  readonly #words = new Set<string>();

  constructor(lines: Iterable<string>) {
    for (const line of lines) {
      for (const [word] of line.matchAll(/\p{L}+(?:-\p{L}+)*/gu)) {
        this.#words.add(word.toLowerCase());
      }
    }
  }

  /**
   * Says how two lines become one. A word that a hyphen divides is joined without it if the document has the joined word; it
   * keeps the hyphen if the document has it so, or both parts as words, or it begins as compounds do. Before a capital or a
   * digit the hyphen stays as well ("COVID-19"). A soft hyphen always divides.
   *
   * @returns what stands between them; null where also the hyphen before is left out
   */
  between(line: string, next: string): '' | ' ' | null {
    const end = line.slice(-LONGEST_WORD);
    const start = next.slice(0, LONGEST_WORD);
    if (end.endsWith('\u00AD')) return null;
    const first = DIVIDED.exec(end)?.[1];
    const second = SECOND.exec(start)?.[0];
    if (first !== undefined && second !== undefined) {
      return this.#isCompound(first.toLowerCase(), second) ? '' : null;
    }
    return /[\p{L}\d][-\u2010]$/u.test(end) && /^[\p{Lu}\d]/u.test(start) ? '' : ' ';
  }

  #isCompound(first: string, second: string): boolean {
    if (this.#words.has(first + second)) return false;
    if (this.#words.has(`${first}-${second}`) || FIRST_PARTS.has(first)) return true;
    return this.#words.has(first) && this.#words.has(second);
  }
}
