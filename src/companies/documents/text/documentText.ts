/** What a line of a document is. A row of a table has its cells separated by tabs. */
export type LineKind = 'TEXT' | 'HEADING' | 'TABLE';

/** A line as it was extracted. An empty one ends a paragraph. */
export interface ExtractedLine {
  readonly kind: LineKind;
  readonly text: string;
}

/** What the step EXTRACT reads from a file. */
export interface ExtractedDocument {
  /** The lines of each page; a document without pages is one. */
  readonly pages: readonly (readonly ExtractedLine[])[];
  /** How many pages it has; null where its format has none. */
  readonly pageCount: number | null;
}

/** A part of a cleaned text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  /** After the last unit. */
  readonly end: number;
}

/** Where the parts of a cleaned text are. */
export interface TextLayout {
  /** Where each page starts, ascending; empty where the format has no pages. */
  readonly pageStarts: readonly number[];
  /** The headings, ascending. */
  readonly headings: readonly Span[];
  /** The tables, ascending: each is one or more rows. */
  readonly tables: readonly Span[];
}

/** What the step CLEAN makes of the lines: the text that chunks are slices of. */
export interface CleanedText {
  readonly text: string;
  readonly layout: TextLayout;
}

/** A piece of a cleaned text: `text.slice(start, end)`. */
export interface TextChunk extends Span {
  /** The page on which it starts, from 1; null where the format has no pages. */
  readonly page: number | null;
  /** The heading above its start; null where there is none. */
  readonly heading: string | null;
  readonly text: string;
}
