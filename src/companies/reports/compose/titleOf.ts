import type { IsoDate } from '../../../scoring/names.js';
import type { ReportTemplate } from '../template/reportTemplate.js';

/** The longest title that a report may have, in characters. */
const MOST = 200;

/**
 * Returns the title of a report that was given none.
 *
 * @param subject what it is about, in words: a ticker, the name of a sector or of a portfolio
 */
export function titleOf({ title }: Pick<ReportTemplate, 'title'>, subject: string, on: IsoDate): string {
  const full = title.replaceAll(/\{(subject|on)\}/g, (_, name) => (name === 'on' ? on : subject));
  const characters = Array.from(full);
  return characters.length > MOST ? `${characters.slice(0, MOST - 1).join('')}…` : full;
}
