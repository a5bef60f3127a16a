import type { Mode } from '../../scoring/names.js';
import type { Verdict } from '../figures/validationFigures.js';
import type { PageData } from './pageData.js';

/** The verdict on a mode of a method. */
export interface ModeVerdict extends Verdict {
  readonly methodName: string;
  readonly mode: Mode;
}

/** Returns the verdicts of a page, as they are published elsewhere. */
export const verdictsOf = ({ modes }: PageData): readonly ModeVerdict[] =>
  modes.map(({ methodName, mode, verdict }) => ({ methodName, mode, ...verdict }));
