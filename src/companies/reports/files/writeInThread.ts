import type { ReportFormat } from '../names.js';
import type { ReportDocument } from '../reportDocument.js';
import { csvOf } from './csv/csvOf.js';
import { htmlOf } from './html/htmlOf.js';
import { jsonOf } from './json/jsonOf.js';

/** What a thread is asked. */
export interface WriteWork {
  readonly document: ReportDocument;
  readonly format: ReportFormat;
}

const WRITTEN: Readonly<Record<ReportFormat, (document: ReportDocument) => string>> = {
  HTML: htmlOf,
  CSV: csvOf,
  JSON: jsonOf,
};

/** Writes a file of a report in UTF-8: what the thread of `ReportWriter` runs. */
export const writeReport = ({ document, format }: WriteWork): Uint8Array =>
  new TextEncoder().encode(WRITTEN[format](document));
