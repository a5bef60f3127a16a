import type { IsoDate } from '../../scoring/names.js';
import type { CleanedText } from '../documents/text/documentText.js';
import type { SuggestedFigure } from './suggestedFigure.js';

/** Returns the figures that a document states. */
export function suggestedFigures(_cleaned: CleanedText, _publishedOn: IsoDate): SuggestedFigure[] {
  return [];
}
