import type { IsoDate } from '../../../../scoring/names.js';
import type { Basis } from '../../../facts.js';

const COVERAGE: Readonly<Record<Basis, string>> = {
  CONSOLIDATED: ', consolidated',
  STANDALONE: ', standalone',
  '': '',
};

/** Returns the subject of a filing of results, which is the same in the exchange's list and for the file itself. */
export function resultsSubject(periodEnd: IsoDate | string, basis: Basis): string {
  return `Financial results to ${periodEnd}${COVERAGE[basis]}`;
}

/** Returns the subject of a filing of a shareholding pattern, likewise. */
export const shareholdingSubject = (quarterEnd: IsoDate | string): string =>
  `Shareholding pattern of ${quarterEnd}`;

/** Reads whether results are of the group; '' where it is not said. */
export function basisIn(text: string): Basis {
  if (/non-consolidated|standalone/i.test(text)) return 'STANDALONE';
  return /consolidated/i.test(text) ? 'CONSOLIDATED' : '';
}
