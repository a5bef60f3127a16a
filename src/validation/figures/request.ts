import type { IsoDate } from '../../scoring/names.js';
import type { Survivorship } from './survivorship.js';
import type { ForwardHorizon, ValidationUniverse } from './names.js';
import type { ValidationFigures, Verdict, WindowSpan } from './validationFigures.js';

/** What is to be computed of one method and mode. */
export interface ValidationRequest {
  /** From `spansOf`, or a CUSTOM one. */
  readonly spans: readonly WindowSpan[];
  readonly universes: readonly ValidationUniverse[];
  readonly horizons: readonly ForwardHorizon[];
  /** False leaves out the intervals, which take most of the time: their bounds are null, and there is no verdict. */
  readonly intervals: boolean;
  /** The first day of WARM, from which a mode is judged; null: as `spansOf` finds it. */
  readonly warm: IsoDate | null;
  /** The parameter of the method file; null: none. */
  readonly validatedFrom: IsoDate | null;
  /** The first and the last day of the scores that a mode is judged by, both inclusive; null or absent: no bound. */
  readonly from?: IsoDate | null;
  readonly to?: IsoDate | null;
}

export interface ValidationResult {
  /** By universe, span and horizon, in the order of the request. A span without sessions is left out. */
  readonly validations: readonly ValidationFigures[];
  /** Null without intervals. */
  readonly verdict: Verdict | null;
  readonly survivorship: Survivorship;
}
