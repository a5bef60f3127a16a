import type { Readable } from 'node:stream';

/** One record of a table and the line at which it begins, from 1. */
export interface TableRecord {
  readonly fields: readonly string[];
  readonly line: number;
}

/** A text of fields between commas, of which adapters look at the header first. */
export interface TableContent {
  readonly kind: 'TABLE';
  /** The name of the file, for messages. */
  readonly name: string;
  /** The fields of the first record, without blanks around them. */
  readonly header: readonly string[];
  /** The whole text with LF as line ends, for layouts that are no clean tables. */
  readonly text: string;
  /** Returns all records, the first included, with the blanks around their fields taken off. Blank lines are skipped. */
  records(): Iterable<TableRecord>;
  /** Returns all records with their fields exactly as they are written. */
  written(): Iterable<TableRecord>;
}

/** A JSON text. */
export interface JsonContent {
  readonly kind: 'JSON';
  /** The name of the file, for messages. */
  readonly name: string;
  readonly value: unknown;
}

/** An XML document. It may be large, so adapters read it as a stream. */
export interface XmlContent {
  readonly kind: 'XML';
  /** The name of the file, for messages. */
  readonly name: string;
  /** The name of the document's element with its prefix, such as `xbrli:xbrl`. */
  readonly root: string;
  /** The beginning of the document: its element with the declared namespaces. */
  readonly head: string;
  stream(): Readable;
}

/** A cell as it was stored: formulas are not computed, and one without a stored value is null. */
export type WorkbookCell = string | number | boolean | Date | null;

export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** An Excel workbook. */
export interface WorkbookContent {
  readonly kind: 'WORKBOOK';
  /** The name of the file, for messages. */
  readonly name: string;
  readonly sheets: readonly WorkbookSheet[];
}

/** What a source file holds, as adapters look at it. */
export type Content = TableContent | JsonContent | XmlContent | WorkbookContent;
