import type { ReportDocument } from '../../reportDocument.js';
import { prettyJson } from './prettyJson.js';

/**
 * Writes a report for programs: the SHA-256 of the canonical JSON of its `content` is its `hash`, and `questions` and
 * `template` say how each number is asked again.
 */
export function jsonOf({
  title,
  content,
  hash,
  createdAt,
  template,
  questions,
  changes,
  madeBy,
  isSynthetic,
}: ReportDocument): string {
  const { kind, inputs, on, templateVersion } = content;
  return `${prettyJson({
    report: { title, kind, inputs, on, templateVersion },
    ...{ hash, createdAt, madeBy, synthetic: isSynthetic },
    ...{ content, changes, questions, template },
  })}\n`;
}
