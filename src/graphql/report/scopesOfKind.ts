import type { Caller } from '../../access/caller.js';
import type { Scope } from '../../access/scopes.js';
import type { ReportKind } from '../../companies/reports/names.js';

/** What the questions of all kinds need. */
export const READ: readonly Scope[] = ['SCORES_READ', 'MARKET_READ', 'RISK_READ', 'COMPANIES_READ'];

/** What those of some kinds need in addition. */
export const OF_KIND: Readonly<Partial<Record<ReportKind, Scope>>> = { PORTFOLIO: 'PORTFOLIOS_READ' };

/** Returns what a caller must be allowed to make and to read a report, in addition to REPORTS_WRITE. */
export function scopesOfKind(kind: ReportKind): readonly Scope[] {
  const own = OF_KIND[kind];
  return own === undefined ? READ : [...READ, own];
}

/** Whether a caller may read what reports of a kind say: also a key of the owner may be allowed less. */
export const mayRead = ({ rights: { scopes } }: Caller, kind: ReportKind): boolean =>
  scopesOfKind(kind).every((scope) => scopes.has(scope));
