import type { Noun } from '../noun.js';
import { nodeKind } from '../relay/nodeKind.js';
import { REPORT_POLICIES } from './policies.js';
import { Report, REPORT_IDS } from './report.js';
import { reportLoader } from './reportLoaders.js';
import { ReportMutations } from './reportMutations.js';
import { ReportQueries } from './reportQueries.js';
import { ReportResolver } from './reportResolver.js';
import { ReportSubscriptions } from './reportSubscriptions.js';

export const reportNoun: Noun = {
  resolvers: [ReportQueries, ReportMutations, ReportSubscriptions, ReportResolver],
  policies: REPORT_POLICIES,
  owned: { Report: 'REPORTS_WRITE' },
  nodes: [
    nodeKind(REPORT_IDS, 'REPORTS_WRITE', async (id, { caller, loaders, reportLinks }) => {
      if (caller.user === null) return null;
      const row = await loaders.get(reportLoader).load({ owners: caller.user.id, id });
      return row && new Report(row, row.now, { caller, reportLinks });
    }),
  ],
};
