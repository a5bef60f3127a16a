import type DataLoader from 'dataloader';
import type { SqlBool } from 'kysely';
import { owned } from '../../access/owned.js';
import {
  alertRuleOf,
  selectAlertRules,
  type AlertRuleRow,
  type SelectedAlertRule,
} from '../../live/alerts/rules/alertRuleRow.js';
import { seenBy, type Viewer } from '../../live/alerts/rules/viewer.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads'>;

interface RuleKey {
  readonly id: number;
  /** Whether a rule counts that was deleted, as its alerts stay. */
  readonly mayBeDeleted: boolean;
  readonly viewer: Viewer;
}

/** Loads rules by their ids; null where the viewer sees no such rule. */
export function alertRuleLoader({
  database: { db },
  reads,
}: Sources): DataLoader<RuleKey, AlertRuleRow | null, string> {
  const read = (viewer: Viewer, ids: readonly number[]) =>
    reads.rows<SelectedAlertRule & { readonly is_deleted: SqlBool }>(
      selectAlertRules(db, viewer)
        .where('rule.id', 'in', [...new Set(ids)])
        .select(({ eb }) => eb('rule.deleted_at', 'is not', null).as('is_deleted')),
    );
  return keyedLoader(async (keys) => {
    // An operation has two viewers at most: the caller with and without what is of all others.
    const viewers = new Map(keys.map(({ viewer }) => [viewer.owners, viewer]));
    const found = await Promise.all(
      [...viewers].map(async ([owners, viewer]) => {
        const ids = keys.filter((key) => key.viewer.owners === owners).map(({ id }) => id);
        return [owners, new Map((await read(viewer, ids)).map((row) => [row.id, row]))] as const;
      }),
    );
    const byOwners = new Map(found);
    return keys.map(({ id, mayBeDeleted, viewer }) => {
      const row = byOwners.get(viewer.owners)?.get(id);
      return row && (mayBeDeleted || row.is_deleted !== true) ? alertRuleOf(row) : null;
    });
  });
}

/** Lists the rules that a viewer sees and that were not deleted. */
export function alertRuleListing({ database: { db }, reads }: Sources): RowListing<Viewer, AlertRuleRow> {
  return rowListing(
    async (viewer, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<SelectedAlertRule>(
        selectAlertRules(db, viewer)
          .where('rule.deleted_at', 'is', null)
          .$if(after !== null, (query) => query.where('rule.id', '<', after))
          .$if(before !== null, (query) => query.where('rule.id', '>', before))
          .orderBy('rule.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(alertRuleOf);
    },
    async (viewer) => {
      const [{ count }] = await reads.rows(
        db
          .selectFrom('alert_rules as rule')
          .where(seenBy('rule', owned('rule', viewer.owners), viewer))
          .where('rule.deleted_at', 'is', null)
          .select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  );
}
