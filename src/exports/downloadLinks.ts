import type { AuthKey } from '../access/authKey.js';
import { SignedLinks } from '../access/signedLinks.js';

/** Where files of exports are served, before the id of one. */
export const DOWNLOADS = '/downloads/exports/';

/**
 * Returns the links to files of exports. The name of a file is the id of its export.
 *
 * @param basePath the path below which a proxy serves the service; empty for the root
 */
export const downloadLinks = (authKey: AuthKey, basePath: string): SignedLinks =>
  new SignedLinks(authKey, 'download', basePath + DOWNLOADS);
