import type { AuthKey } from '../../access/authKey.js';
import { SignedLinks } from '../../access/signedLinks.js';
import type { ReportFormat } from './names.js';

/** Where files of reports are served, before the id of one and its format. */
export const REPORT_DOWNLOADS = '/downloads/reports/';

/** How long a link to a file of a report works. */
export const LINK_SECONDS = 600;

/**
 * Returns the links to files of reports. The name of a file is that of `reportFileName`.
 *
 * @param basePath the path below which a proxy serves the service; empty for the root
 */
export const reportLinks = (authKey: AuthKey, basePath: string): SignedLinks =>
  new SignedLinks(authKey, 'report download', basePath + REPORT_DOWNLOADS);

/** The file of a report in a format, as its link names it. */
export const reportFileName = (id: number, format: ReportFormat): string => `${id}/${format}`;
