import { canonicalJson } from '../../../canonicalJson.js';
import { UserError } from '../../../userError.js';
import { storable } from '../../documents/store/storable.js';
import { canonicalHash } from '../../../canonicalHash.js';
import type { ReportContent } from '../reportContent.js';

/** In bytes. */
const MOST = 8_000_000;

/** The content of a report as it is stored. */
export interface StoredContent {
  readonly content: ReportContent;
  /** Canonical JSON of the content. */
  readonly text: string;
  /** Its canonical hash. */
  readonly hash: string;
}

/**
 * Returns the content of a report as the store takes it: what is no character is replaced by U+FFFD.
 *
 * @throws UserError where it is too large; TypeError for a number that is not finite
 */
export function storedContent(composed: ReportContent): StoredContent {
  const content = JSON.parse(canonicalJson(composed), (_key, value: unknown) =>
    typeof value === 'string' ? storable(value) : value,
  ) as ReportContent;
  const text = canonicalJson(content);
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST) {
    throw new UserError(
      `Expected a report of at most ${MOST / 1e6} MB, got one of ${(bytes / 1e6).toFixed(1)} MB: ask for one on less, such ` +
        'as a company in place of its sector.',
    );
  }
  return { content, text, hash: canonicalHash(content) };
}
