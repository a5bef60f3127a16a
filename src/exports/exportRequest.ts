import type { IsoDate, Mode, Ticker } from '../scoring/names.js';
import type { ExportFormat } from './exportFormats.js';
import type { ExportKind } from './exportKinds.js';

/** What to export, and how. */
export interface ExportRequest {
  readonly kind: ExportKind;
  readonly format: ExportFormat;
  /** The first day, inclusive. */
  readonly from: IsoDate;
  /** The last day, inclusive. */
  readonly to: IsoDate;
  /** Null: both modes. Only of SCORES and SESSION. */
  readonly mode: Mode | null;
  /** The name of a method; null: the served one. Only of SCORES. */
  readonly method: string | null;
  /** Null: all stocks. Of all kinds but MY_DATA. */
  readonly tickers: readonly Ticker[] | null;
}
