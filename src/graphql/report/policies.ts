import { connectionPolicies } from '../connection/connectionPolicies.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';
import { OF_KIND, READ } from './scopesOfKind.js';

/** Findings of a report as it usually is. */
const FINDINGS = 20;
/** Changes of a report that was made again: most have none. */
const CHANGES = 5;
/** A worker asks some ten questions, draws and writes. */
const MADE = 300;

export const REPORT_POLICIES: Policies = {
  'Query.reports': {
    access: 'REPORTS_WRITE',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  'Query.report': { access: 'REPORTS_WRITE', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Mutation.createReport': {
    access: ['REPORTS_WRITE', ...READ],
    scopesOfArguments: { 'input.kind': OF_KIND },
    freshness: 'VOLATILE',
    cost: 100,
    work: MADE,
  },
  'Mutation.deleteReport': { access: 'REPORTS_WRITE', freshness: 'VOLATILE', cost: 100 },
  'Subscription.reportProgress': { access: 'REPORTS_WRITE', freshness: 'VOLATILE', cost: 1, reads: 1 },
  ...connectionPolicies('Report', { cost: 1, reads: 1 }),
  ...inherited(
    'Report',
    [
      'changes',
      'createdAt',
      'finishedAt',
      'formats',
      'id',
      'inputs',
      'kind',
      'on',
      'status',
      'step',
      'templateVersion',
    ],
    { error: 400, hash: 66, title: 100 },
  ),
  'Report.findings': { access: 'INHERIT', freshness: 'INHERIT', size: FINDINGS },
  'Report.downloads': { access: 'INHERIT', freshness: 'INHERIT', size: 3 },
  'Report.owner': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  ...inherited('ReportSubject', ['ticker'], { portfolioId: 30, sector: 30 }),
  ...inherited('Download', ['bytes', 'expiresAt', 'format'], { url: 120 }),
  ...inherited('ReportChanges', ['formerCreatedAt', 'total'], { formerHash: 66 }),
  'ReportChanges.changes': { access: 'INHERIT', freshness: 'INHERIT', size: CHANGES },
  ...inherited('ReportChange', [], { column: 30, former: 100, now: 100, row: 60, table: 30 }),
};
