import { createHash } from 'node:crypto';
import { canonicalJson } from '../../canonicalJson.js';
import type { ReportContent } from './reportContent.js';

/**
 * Returns the SHA-256 of the canonical JSON of a report's content, 64 hexadecimal digits.
 *
 * @throws TypeError for a number that is not finite
 */
export function contentHash(content: ReportContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
