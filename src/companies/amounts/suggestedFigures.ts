import { dayOf } from '../../market/day.js';
import type { IsoDate } from '../../scoring/names.js';
import type { CleanedText } from '../documents/text/documentText.js';
import { periodsIn, type NamedPeriod } from './periodsIn.js';
import { sentenceFigures } from './sentenceFigures.js';
import type { SuggestedFigure } from './suggestedFigure.js';
import { tableFigures } from './tableFigures.js';

/** Of one document. */
export const MOST_FIGURES = 200;
/** How much of a document is its head, which says of which period it is. */
const HEAD = 3000;

/**
 * Returns the figures of statements that a document states, in its order, at most MOST_FIGURES: those of its tables before
 * those of its sentences. What it states several times is one, where the most marks were found.
 *
 * @param publishedOn figures of periods that end later are expectations, and left out
 */
export function suggestedFigures(cleaned: CleanedText, publishedOn: IsoDate): SuggestedFigure[] {
  const figures = new Map<string, SuggestedFigure>();
  const told = headPeriods(cleaned.text, publishedOn);
  for (const found of [tableFigures(cleaned, publishedOn), sentenceFigures(cleaned, publishedOn, told)]) {
    for (const figure of found) {
      const key = `${figure.code} ${figure.periodEnd} ${figure.months} ${figure.value}`;
      const known = figures.get(key);
      if (known === undefined && figures.size === MOST_FIGURES) break;
      if (known === undefined || known.confidence < figure.confidence) figures.set(key, figure);
    }
  }
  return [...figures.values()].sort((a, b) => a.start - b.start);
}

/** Returns the periods that the head of a document names, up to its publication. */
function headPeriods(text: string, publishedOn: IsoDate): NamedPeriod[] {
  return periodsIn(text.slice(0, HEAD)).filter(({ periodEnd }) => periodEnd <= dayOf(publishedOn));
}
