import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { Report, REPORT_IDS } from './report.js';
import { reportLoader } from './reportLoaders.js';

/**
 * Returns a report of the caller.
 *
 * @throws UserError for a text that is no id of a report
 * @throws GraphQLError NOT_FOUND where the caller has no such report
 */
export async function ownReport(id: string, context: GraphqlContext): Promise<Report> {
  const key = { owners: requireUser(context.caller), id: idOf(REPORT_IDS, 'a report', id) };
  const row = found(await context.loaders.get(reportLoader).load(key), 'a report', id, 'reports');
  return new Report(row, row.now, context);
}
