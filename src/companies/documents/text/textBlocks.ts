import type { CleanedText, ExtractedLine, LineKind, Span } from './documentText.js';
import type { LineJoiner } from './lineJoiner.js';

/** The longest heading, in UTF-16 units. What is longer is text. */
const LONGEST_HEADING = 200;
/** A line that begins a paragraph by itself: a point of a list. */
const BULLET = /^[•▪●○■□◦‣➢➤✓✔❖*–—-]\s/;
/** One that does where a sentence ended before: a numbered point, or the name of who speaks. */
const NUMBERED = /^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\p{Lu}[\p{L}.'’ ]{1,40}:)\s/u;
/** The end of a sentence. */
const ENDED = /[.!?:;।]["'”’)\]]{0,4}$/;

/** A paragraph, a heading or a row while lines are added. */
interface Block {
  readonly kind: LineKind;
  /** What it is made of, and how long that is in UTF-16 units. */
  readonly parts: string[];
  length: number;
}

/** Puts lines together to paragraphs, headings and tables, and remembers where in the text these are. */
export class TextBlocks {
  readonly #joiner: LineJoiner;
  readonly #parts: string[] = [];
  readonly #pageStarts: number[] = [];
  readonly #headings: Span[] = [];
  readonly #tables: { start: number; end: number }[] = [];
  /** How long the parts are together. */
  #length = 0;
  #open: Block | null = null;
  /** The kind of the last block that was closed. */
  #last: LineKind | null = null;
  /** Whether the open block may go on with the next line. */
  #goesOn = false;
  /** How many pages start with the next block. */
  #startingPages = 0;

  constructor(joiner: LineJoiner) {
    this.#joiner = joiner;
  }

  startPage(): void {
    this.#startingPages++;
    // A sentence that did not end goes on, whatever space is below it.
    this.#goesOn = this.#open?.kind === 'TEXT' && !ENDED.test(lastOf(this.#open));
  }

  add({ kind, text }: ExtractedLine): void {
    if (text === '') {
      const continuesPage = this.#startingPages > 0 && this.#open !== null;
      if (!continuesPage) this.#goesOn = false;
      return;
    }
    const open = this.#open;
    if (open === null || !this.#goesOn || !continues(open, kind, text)) return this.#start(kind, text);
    const between = this.#joiner.between(lastOf(open), text);
    if (between === null) {
      // The hyphen.
      open.parts.push(open.parts.pop()?.slice(0, -1) ?? '');
      open.length--;
    } else {
      open.parts.push(between);
      open.length += between.length;
    }
    this.#startPagesAt(this.#length + open.length);
    open.parts.push(text);
    open.length += text.length;
  }

  cleaned(hasPages: boolean): CleanedText {
    this.#close();
    this.#startPagesAt(this.#length);
    return {
      text: this.#parts.join(''),
      layout: {
        pageStarts: hasPages ? this.#pageStarts : [],
        headings: this.#headings,
        tables: this.#tables,
      },
    };
  }

  #start(kind: LineKind, text: string): void {
    this.#close();
    if (this.#last !== null)
      this.#push(kind === 'TABLE' && this.#last === 'TABLE' && this.#goesOn ? '\n' : '\n\n');
    this.#startPagesAt(this.#length);
    this.#open = { kind, parts: [text], length: text.length };
    this.#goesOn = true;
  }

  #close(): void {
    if (this.#open === null) return;
    const { kind, parts } = this.#open;
    const text = parts.join('').replace(/\u00AD$/, '');
    const start = this.#length;
    this.#push(text);
    const end = this.#length;
    if (kind === 'HEADING' && text.length <= LONGEST_HEADING) this.#headings.push({ start, end });
    if (kind === 'TABLE') this.#addRow(start, end);
    this.#last = kind;
    this.#open = null;
  }

  #addRow(start: number, end: number): void {
    const table = this.#tables.at(-1);
    // Only a line break is between two rows of one table.
    if (table !== undefined && table.end === start - 1) table.end = end;
    else this.#tables.push({ start, end });
  }

  #push(part: string): void {
    this.#parts.push(part);
    this.#length += part.length;
  }

  #startPagesAt(position: number): void {
    for (; this.#startingPages > 0; this.#startingPages--) this.#pageStarts.push(position);
  }
}

/** Returns the last line of a block, which is never empty. */
function lastOf(block: Block): string {
  return block.parts.at(-1) ?? '';
}

function continues(open: Block, kind: LineKind, text: string): boolean {
  if (open.kind !== kind || kind === 'TABLE') return false;
  if (kind === 'HEADING') return open.length + text.length < LONGEST_HEADING;
  return !BULLET.test(text) && !(ENDED.test(lastOf(open)) && NUMBERED.test(text));
}
