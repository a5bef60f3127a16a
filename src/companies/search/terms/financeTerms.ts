import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';
import { SearchTerms } from './searchTerms.js';

const FILE = fileURLToPath(new URL('../../../../config/search-terms.yaml', import.meta.url));
const term = z.string().regex(/[\p{L}\p{N}]/u);
const dictionary = z.strictObject({ same: z.array(z.array(term).min(2)), asking: z.array(term) });

let terms: SearchTerms | undefined;

/**
 * Returns the dictionary that is shipped with the service, of terms and abbreviations of Indian finance. It is read once.
 *
 * @throws Error where its file is missing or has another form
 */
export const financeTerms = (): SearchTerms => (terms ??= readTerms());

function readTerms(): SearchTerms {
  const { same, asking } = dictionary.parse(parse(readFileSync(FILE, 'utf8')));
  return new SearchTerms(same, asking);
}
