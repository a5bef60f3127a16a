import { LINK_SECONDS, reportFileName } from '../../companies/reports/reportLinks.js';
import type { ReportRow } from '../../companies/reports/store/reportRow.js';
import type { GraphqlContext } from '../context.js';
import type { Download } from './download.js';
import { mayRead } from './scopesOfKind.js';

/** Returns links to the files of a report, for its owner alone, and for no key that could not have made it. */
export function linksTo(
  { id, kind, owner, files }: ReportRow,
  now: Date,
  { caller, reportLinks }: Pick<GraphqlContext, 'caller' | 'reportLinks'>,
): readonly Download[] {
  if (owner.id !== caller.user?.id || !mayRead(caller, kind)) return [];
  // A link counts whole seconds.
  const expiresAt = new Date((Math.floor(now.getTime() / 1000) + LINK_SECONDS) * 1000);
  return files.map(({ format, bytes }) => ({
    ...{ format, bytes, expiresAt },
    url: reportLinks.of(reportFileName(id, format), expiresAt),
  }));
}
