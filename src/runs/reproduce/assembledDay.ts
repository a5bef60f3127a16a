import type { CrossSection } from '../../scoring/crossSection.js';
import type { Method } from '../../scoring/method.js';
import type { Day, Ticker } from '../../scoring/names.js';
import type { FiguresAtClose } from '../../validation/attribution/withInputs.js';

/** A day's cross-section, assembled from facts as recorded at a batch, for a method and a sector file. */
export interface AssembledDay {
  /** Null where nobody can be scored with these facts. */
  readonly section: CrossSection | null;
  readonly method: Method;
  /** Returns the figures of a stock on the day as a function of its close on a former day (₹). */
  readonly figuresAt: (ticker: Ticker, former: Day) => (close: number) => FiguresAtClose;
}
