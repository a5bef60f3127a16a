import type { IsoDate } from '../../../../scoring/names.js';
import { dayOf, monthOf } from '../../../day.js';
import { daysIn } from './daysIn.js';

const ENDED = /\b(?:period|quarter|half|year(?:ly)?|months?)\b[^.;]{0,60}?\bended\b(.{0,40})/gi;

/**
 * Returns the end of the period that a text names, as in "for the quarter ended December 31, 2025"; empty where it names none
 * or several, or a day that ends no month.
 */
export function namedPeriod(text: string): IsoDate | '' {
  const ends = new Set<IsoDate>();
  for (const [, after] of text.slice(0, 2000).matchAll(ENDED)) {
    const [end] = daysIn(after);
    if (end !== undefined) ends.add(end);
  }
  const [end] = ends;
  return ends.size === 1 && monthOf(dayOf(end) + 1) !== monthOf(dayOf(end)) ? end : '';
}
