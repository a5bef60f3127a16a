import { sql } from 'kysely';
import type pg from 'pg';
import { audited } from '../../../access/audit/audited.js';
import { owned } from '../../../access/owned.js';
import { lockOwner } from '../../../access/users/lockOwner.js';
import type { Database } from '../../../database/database.js';
import { rowsOver } from '../../../database/rowsOver.js';
import { queueEvaluation } from '../../../jobs/evaluateJob.js';
import { UserError } from '../../../userError.js';
import { lockAlerts } from '../appendEvents.js';
import { METRICS, type AlertMetric } from '../metrics.js';
import { VersionConflict } from '../../../versionConflict.js';
import { alertRuleOf, selectAlertRules, type AlertRuleRow, type AlertScope } from './alertRuleRow.js';
import type { Editor } from './editor.js';
import { linkWebhooks } from './linkWebhooks.js';
import type { RuleColumns } from './requireAlertRule.js';
import { requireOwnPortfolio } from './requireOwnPortfolio.js';
import { resolveAlertsOf } from './resolveAlertsOf.js';
import { seenBy, type Viewer } from './viewer.js';

/** The most rules of a user, those for everybody included. */
export const MOST_RULES = 100;

/** A rule to store. */
export interface RuleToStore {
  readonly columns: RuleColumns;
  /** Ids of webhooks of the user who stores it; each is told of its alerts. */
  readonly webhookIds: readonly number[];
}

/** What is known of a rule while no other transaction can change it. */
interface LockedRule {
  readonly metric: string;
  readonly scope: AlertScope;
  readonly version: number;
}

/**
 * Makes and changes rules. Each change is a transaction over a connection of writers, which records it in the audit and
 * queues an evaluation. Where the viewer sees no such rule, it returns null.
 */
export class AlertRules {
  constructor(private readonly database: Pick<Database, 'db' | 'pool' | 'writers'>) {}

  /**
   * Makes a rule of the editor.
   *
   * @throws UserError where the user has as many as it may have; NotOwned
   */
  async create({ columns, webhookIds }: RuleToStore, editor: Editor): Promise<AlertRuleRow> {
    const { owner, viewer, signal, actor } = editor;
    const created = await audited(
      this.database,
      { action: 'RULE_CREATED', actor, signal },
      async (client) => {
        await lockOwner(this.database.db, client, owner);
        await this.#requirePlace(client, owner);
        await requireOwnPortfolio(this.database.db, client, owner, columns.portfolio_id);
        const [{ id }] = await rowsOver(
          client,
          this.database.db
            .insertInto('alert_rules')
            .values({ ...columns, owner_id: owner })
            .returning('id'),
        );
        await linkWebhooks(this.database.db, client, id, owner, webhookIds);
        await queueEvaluation(client);
        const result = await this.#read(client, id, viewer);
        return { result, subject: subjectOf(id), details: detailsOf(result) };
      },
    );
    if (created === null) throw new Error('expected a new rule');
    return created;
  }

  /**
   * Replaces what a rule says. Its alerts are resolved, and its next evaluation begins anew.
   *
   * @param version that the rule had when the change was decided
   * @throws VersionConflict where the version is another; UserError where the scope is, or who may see the metric;
   *   NotOwned
   */
  update(
    id: number,
    version: number,
    { columns, webhookIds }: RuleToStore,
    editor: Editor,
  ): Promise<AlertRuleRow | null> {
    const { actor, owner, signal, viewer } = editor;
    const act = { action: 'RULE_CHANGED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      const rule = await this.#lock(client, id, version, editor);
      if (rule === null) return null;
      requireScope(rule.scope, columns.scope);
      requireKind(rule.metric as AlertMetric, columns.metric as AlertMetric);
      await requireOwnPortfolio(this.database.db, client, owner, columns.portfolio_id);
      const resolved = await resolveAlertsOf(client, id);
      const changed = await rowsOver(
        client,
        this.database.db
          .updateTable('alert_rules as rule')
          .set({ ...columns, version: sql<number>`rule.version + 1` })
          .where('rule.id', '=', id)
          .where('rule.version', '=', version)
          .where('rule.deleted_at', 'is', null)
          .where(seenBy('rule', owned('rule', viewer.owners), viewer))
          .returning('rule.id'),
      );
      if (changed.length === 0) throw new Error('expected a locked rule to be changed');
      await linkWebhooks(this.database.db, client, id, owner, webhookIds);
      await queueEvaluation(client);
      const result = await this.#read(client, id, { ...viewer, unseen: [] });
      return { result, details: { ...detailsOf(result), resolved } };
    });
  }

  /**
   * Deletes a rule; its alerts are resolved, and stay.
   *
   * @returns the rule as it was
   * @throws VersionConflict where its version is another
   */
  remove(id: number, version: number, editor: Editor): Promise<AlertRuleRow | null> {
    const { actor, signal, viewer } = editor;
    const act = { action: 'RULE_DELETED', actor, subject: subjectOf(id), signal } as const;
    return audited(this.database, act, async (client) => {
      if ((await this.#lock(client, id, version, editor)) === null) return null;
      const result = await this.#read(client, id, viewer);
      const resolved = await resolveAlertsOf(client, id);
      await rowsOver(
        client,
        this.database.db
          .updateTable('alert_rules as rule')
          .set({ deleted_at: sql<Date>`now()` })
          .where('rule.id', '=', id)
          .where('rule.version', '=', version)
          .where(seenBy('rule', owned('rule', viewer.owners), viewer)),
      );
      return { result, details: { ...detailsOf(result), resolved } };
    });
  }

  async #requirePlace(client: pg.ClientBase, owner: number): Promise<void> {
    const [{ count }] = await rowsOver(
      client,
      this.database.db
        .selectFrom('alert_rules as rule')
        .where(owned('rule', owner))
        .where('rule.deleted_at', 'is', null)
        .select(({ fn }) => fn.countAll<number>().as('count')),
    );
    if (count < MOST_RULES) return;
    throw new UserError(
      `Expected at most ${MOST_RULES} rules of a user, got one more: delete one that is not needed.`,
    );
  }

  /**
   * Locks a rule that is to be changed, and the alerts before it.
   *
   * @throws VersionConflict where its version is another, and where the editor may not change it
   */
  async #lock(
    client: pg.ClientBase,
    id: number,
    version: number,
    { viewer, requireEverybodys }: Editor,
  ): Promise<LockedRule | null> {
    await lockAlerts(client);
    const statement = this.database.db
      .selectFrom('alert_rules as rule')
      .where('rule.id', '=', id)
      .where('rule.deleted_at', 'is', null)
      .where(seenBy('rule', owned('rule', viewer.owners), viewer))
      .select(['rule.metric', 'rule.scope', 'rule.version'])
      .forNoKeyUpdate();
    const rule = (await rowsOver(client, statement)).at(0) ?? null;
    if (rule?.scope === 'EVERYBODY') requireEverybodys();
    if (rule === null || rule.version === version) return rule;
    throw VersionConflict.of('rule', rule.version, version);
  }

  /** Reads a rule that this transaction has locked. */
  async #read(client: pg.ClientBase, id: number, viewer: Viewer): Promise<AlertRuleRow> {
    const [row] = await rowsOver(
      client,
      selectAlertRules(this.database.db, viewer).where('rule.id', '=', id),
    );
    return alertRuleOf(row);
  }
}

const subjectOf = (id: number): string => `AlertRule:${id}`;

/** No name that was typed. */
function detailsOf({ metric, scope, severity, enabled, version }: AlertRuleRow) {
  return { metric, scope, severity, enabled, version };
}

/** The alerts of a rule would be shown to others than those who were told of them. */
function requireScope(now: AlertScope, asked: AlertScope): void {
  if (now === asked) return;
  throw new UserError(
    `Expected the scope ${now}, which the rule has, got ${asked}: the scope of a rule stays as it is, so make another rule.`,
  );
}

/** Likewise: alerts about the service itself, or about portfolios, are seen by those only who may read these. */
function requireKind(now: AlertMetric, asked: AlertMetric): void {
  if (METRICS[now].about === METRICS[asked].about) return;
  throw new UserError(
    `Expected a metric of the kind of ${now}, which the rule has, got ${asked}: rules about stocks, a portfolio and the ` +
      'service itself stay what they are, so make another rule.',
  );
}
