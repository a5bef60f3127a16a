import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Owners } from '../../../access/owned.js';
import { OPERATORS_METRICS } from './operatorsMetrics.js';

/** The owner of nothing: an anonymous caller. */
export const NOBODY = -1;

/** Who reads rules and alerts. */
export interface Viewer {
  /** Whose own rules it sees, next to the rules for everybody. */
  readonly owners: Owners;
  /** Whether it sees rules and alerts about the service itself. */
  readonly seesOperations: boolean;
}

/**
 * Returns the condition that a viewer sees a rule and its alerts: it is one of the owners' or for everybody, and rules of
 * operators need the right to read operations in addition.
 *
 * @param rule the alias of the rule in the statement
 * @param own `owned(rule, viewer.owners)`, which stands in the statement itself, as for all tables with owners
 */
export function seenBy(
  rule: string,
  own: RawBuilder<SqlBool>,
  { seesOperations }: Viewer,
): RawBuilder<SqlBool> {
  const seen = sql<SqlBool>`(${own} OR ${sql.ref(`${rule}.scope`)} = 'EVERYBODY')`;
  if (seesOperations) return seen;
  return sql`(${seen} AND ${sql.ref(`${rule}.metric`)} <> ALL (${[...OPERATORS_METRICS]}::text[]))`;
}
