import { isoOf } from '../../market/day.js';
import { rankedCompanies, type ComparedSector } from './comparedSector.js';

/** Says which revenue of which companies a strategy compared. */
export function basisOf(sector: ComparedSector): string {
  const figures = rankedCompanies(sector).flatMap(({ revenue }) => revenue ?? []);
  const { leftOut } = sector.peers;
  const what = `${sector.isLender ? 'TTM revenue' : 'TTM sales'} of listed companies of the store only`;
  if (figures.length === 0) {
    return leftOut.length === 0
      ? `${what}: no company was traded.`
      : `${what}: that of none of ${leftOut.length} counts.`;
  }
  const of = (basis: string) => figures.filter((figure) => figure.basis === basis).length;
  const newest = Math.max(...figures.map(({ publishedOn }) => publishedOn));
  return (
    `${what}: of ${figures.length + leftOut.length}, ${figures.length} ${figures.length === 1 ? 'is' : 'are'} compared, ` +
    `${of('CONSOLIDATED')} consolidated, ${of('STANDALONE')} standalone, ${of('UNKNOWN')} of unknown basis; the newest ` +
    `results were published on ${isoOf(newest)}.`
  );
}
