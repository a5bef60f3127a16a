import type { CompanyRow } from '../../books/snapshot.js';
import type { AnalysisKind } from '../../companies/analysis/names.js';
import { UserError } from '../../userError.js';
import type { GraphqlContext } from '../context.js';
import { requireSector } from '../../market/requireSector.js';
import type { AnalysisInput } from './analysisInput.js';

/** What an analysis is of: a company, or the key of a sector. */
export type Analysed = { readonly company: CompanyRow } | { readonly sector: string };

/**
 * Returns what an analysis is of.
 *
 * @throws UserError for other inputs than those that the kind needs, and for unknown ones
 */
export function requireInputs(
  kind: AnalysisKind,
  { ticker = null, sector = null }: AnalysisInput,
  { market, snapshot }: Pick<GraphqlContext, 'market' | 'snapshot'>,
): Analysed {
  const isOfSector = kind === 'SECTOR_OPPORTUNITY';
  const [needed, other] = isOfSector ? [sector, ticker] : [ticker, sector];
  if (needed === null || other !== null) {
    const given = [ticker === null ? '' : 'a ticker', sector === null ? '' : 'a sector'].filter(Boolean);
    throw new UserError(
      `Expected ${isOfSector ? 'a sector, and no ticker,' : 'a ticker, and no sector,'} for ${kind}, ` +
        `got ${given.length === 0 ? 'neither' : given.join(' and ')}: give ${isOfSector ? 'input.sector' : 'input.ticker'} alone.`,
    );
  }
  if (isOfSector) return { sector: requireSector(needed, market.sectors) };
  const company = snapshot.company(needed as CompanyRow['ticker']);
  if (company !== null) return { company };
  throw new UserError(
    `Expected the ticker of a known company, got "${needed}": check the spelling, or find it with stocks(filter: { search }).`,
  );
}
