import type { IsoDate } from '../../../scoring/names.js';
import type { ReportKind } from '../names.js';

/** In characters, so that the title has at most 200. */
const MOST_OF_SUBJECT = 150;

const NAMES: Readonly<Record<ReportKind, string>> = {
  COMPANY: 'company report',
  PEERS: 'peers report',
  SECTOR: 'sector report',
  PORTFOLIO: 'portfolio report',
};

/**
 * Returns the title of a report that was given none.
 *
 * @example usualTitle('COMPANY', 'RELIANCE.NS', '2026-06-30') // 'RELIANCE.NS: company report as of 2026-06-30'
 */
export function usualTitle(kind: ReportKind, subject: string, on: IsoDate): string {
  const characters = Array.from(subject);
  const isLong = characters.length > MOST_OF_SUBJECT;
  const name = isLong ? `${characters.slice(0, MOST_OF_SUBJECT - 1).join('')}…` : subject;
  return `${name}: ${NAMES[kind]} as of ${on}`;
}
