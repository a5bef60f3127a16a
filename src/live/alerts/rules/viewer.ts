import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Owners } from '../../../access/owned.js';
import type { AlertMetric } from '../metrics.js';

/** The owner of nothing: an anonymous caller. */
export const NOBODY = -1;

/** Who reads rules and alerts. */
export interface Viewer {
  /** Whose own rules it sees, next to the rules for everybody. */
  readonly owners: Owners;
  /** The metrics of rules that it does not see, because it may not read what their alerts tell. */
  readonly unseen: readonly AlertMetric[];
}

/**
 * Returns the condition that a viewer sees a rule and its alerts: it is one of the owners' or for everybody, and the viewer may
 * read what its metric is about.
 *
 * @param rule the alias of the rule in the statement
 * @param own `owned(rule, viewer.owners)`, which stands in the statement itself, as for all tables with owners
 */
export function seenBy(rule: string, own: RawBuilder<SqlBool>, { unseen }: Viewer): RawBuilder<SqlBool> {
  const seen = sql<SqlBool>`(${own} OR ${sql.ref(`${rule}.scope`)} = 'EVERYBODY')`;
  if (unseen.length === 0) return seen;
  return sql`(${seen} AND ${sql.ref(`${rule}.metric`)} <> ALL (${[...unseen]}::text[]))`;
}
