import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { SearchTerms } from './searchTerms.js';

const FILE = fileURLToPath(new URL('../../../../config/search-terms.yaml', import.meta.url));
const groups = z.array(z.array(z.string().regex(/[\p{L}\p{N}]/u)).min(2));

let terms: SearchTerms | undefined;

/**
 * Returns the dictionary that is shipped with the service, of terms and abbreviations of Indian finance. It is read once.
 *
 * @throws Error where its file is missing or is not lists of terms
 */
export const financeTerms = (): SearchTerms =>
  (terms ??= new SearchTerms(groups.parse(parse(readFileSync(FILE, 'utf8')))));
