import type { IsoDate } from '../../scoring/names.js';
import { FORWARD_HORIZONS, type ValidationUniverse } from '../../validation/figures/names.js';
import type { ValidationRequest } from '../../validation/figures/request.js';
import { spansOf } from '../../validation/figures/spansOf.js';
import type { WindowSpan } from '../../validation/figures/validationFigures.js';
import type { Panels } from './readPanels.js';

/** What of the panels is to be validated. */
export interface AskedSpans {
  readonly universes: readonly ValidationUniverse[];
  /** First and last day, both inclusive; null: all of the store. */
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  /** The first day of WARM; null: where it begins by itself. */
  readonly warm: IsoDate | null;
  /** False: without intervals and verdict, which take most of the time. True by default. */
  readonly intervals?: boolean;
}

/**
 * Returns the request for all horizons and windows. Where the method is validated from a day after the start of WARM, the
 * sessions from there on are the window CUSTOM.
 */
export function requestOf(
  { market, validatedFrom }: Pick<Panels, 'market' | 'validatedFrom'>,
  { universes, from, to, warm, intervals = true }: AskedSpans,
): ValidationRequest {
  const spans = spansOf(market, warm);
  const start = spans.find(({ window }) => window === 'WARM')?.from ?? null;
  const last = market.days.at(-1);
  if (validatedFrom !== null && last !== undefined && (start === null || validatedFrom > start)) {
    spans.push({ window: 'CUSTOM', year: null, from: validatedFrom, to: last });
  }
  return {
    ...{ universes, warm, validatedFrom, from, to, intervals },
    horizons: FORWARD_HORIZONS,
    spans: spans.map((span) => within(span, from, to)).filter((span) => span.from <= span.to),
  };
}

function within(span: WindowSpan, from: IsoDate | null, to: IsoDate | null): WindowSpan {
  return {
    ...span,
    from: from !== null && from > span.from ? from : span.from,
    to: to !== null && to < span.to ? to : span.to,
  };
}
