import type pg from 'pg';
import { inTransaction } from '../../../database/transaction.js';
import { withConnection } from '../../../database/withConnection.js';
import type { IsoDate } from '../../../scoring/names.js';
import { appendEvents, lockAlerts } from '../appendEvents.js';
import { evaluateRules } from '../evaluation/evaluateRules.js';
import { limitsOf } from '../evaluation/limits.js';
import { readRules } from '../evaluation/readRules.js';
import type { RuleRow } from '../evaluation/ruleRow.js';
import type { StandingAlert } from '../evaluation/standingAlert.js';
import { storeEvaluation } from '../evaluation/storeEvaluation.js';
import type { AskedFigures, PortfolioFigures, ReadFigures } from './portfolioFigures.js';
import { portfolioMessage } from './portfolioMessage.js';
import { portfolioSession, type PortfolioSession } from './portfolioSession.js';

/**
 * Evaluates the rules on portfolios that are due: once a session after its scores are final, at once for a new version of a
 * rule, and while the scores are provisional for rules that ask for it. Alerts on a portfolio that is deleted are resolved.
 *
 * Figures are computed before the lock of alerts is taken, because they take long. What changes meanwhile is the next
 * evaluation's, which each change enqueues.
 *
 * @returns how many events were appended
 */
export async function evaluatePortfolios(pool: pg.Pool, read: ReadFigures): Promise<number> {
  const session = await withConnection(pool, newestSession);
  if (session === null) return 0;
  const due = await withConnection(pool, (client) => dueRules(client, session));
  const figures = await read(askedBy(due), session.day);
  const beyond = due.filter((rule) => isBeyond(rule, figures));
  const previous =
    session.before === null || beyond.length === 0 ? new Map() : await read(askedBy(beyond), session.before);
  const evaluated = portfolioSession({ ...session, figures, previous });
  return withConnection(pool, (client) =>
    inTransaction(client, async () => {
      await lockAlerts(client);
      const versions = new Map(due.map(({ id, version }) => [id, version]));
      const rules = (await readRules(client, 'PORTFOLIO')).filter(
        ({ id, version }) => versions.get(id) === version,
      );
      const standing = await readStanding(client, rules, evaluated);
      const events = await storeEvaluation(client, evaluateRules(rules, evaluated, standing), {
        day: session.day,
        idsOf: () => [],
        describe: ({ rule, stocks: [element] }) => describe(rule, evaluated, element),
      });
      await appendEvents(client, events);
      if (!session.isProvisional) {
        await client.query(
          'UPDATE alert_log SET portfolios_evaluated = $1 WHERE coalesce(portfolios_evaluated < $1, true)',
          [session.day],
        );
      }
      return events.length;
    }),
  );
}

interface NewestSession {
  readonly day: IsoDate;
  readonly isProvisional: boolean;
  /** Whether rules were evaluated for it already. */
  readonly isDone: boolean;
  /** The session that was served before it; null: none. */
  readonly before: IsoDate | null;
}

async function newestSession(client: pg.ClientBase): Promise<NewestSession | null> {
  const { rows } = await client.query<{
    day: IsoDate;
    provisional: boolean;
    done: boolean;
    before: IsoDate | null;
  }>(
    `SELECT newest.day::text, bool_or(runs.provisional) AS provisional,
       coalesce((SELECT portfolios_evaluated FROM alert_log) >= newest.day, false) AS done,
       (SELECT max(day)::text FROM served_days WHERE day < newest.day) AS before
     FROM (SELECT max(day) AS day FROM served_days) AS newest
     JOIN served_days AS served ON served.day = newest.day JOIN runs ON runs.id = served.run_id
     GROUP BY newest.day`,
  );
  return (
    rows
      .map(({ day, provisional, done, before }) => ({
        day,
        before,
        isProvisional: provisional,
        isDone: done,
      }))
      .at(0) ?? null
  );
}

async function dueRules(
  client: pg.ClientBase,
  { isProvisional, isDone }: NewestSession,
): Promise<readonly RuleRow[]> {
  const rules = await readRules(client, 'PORTFOLIO');
  // Their alerts end at once.
  const { rows: deleted } = await client.query<{ id: number }>(
    'SELECT id FROM portfolios WHERE deleted_at IS NOT NULL AND id = ANY ($1)',
    [rules.map((rule) => rule.portfolio_id)],
  );
  return rules.filter(
    (rule) =>
      (isProvisional ? rule.on_provisional : rule.is_new || !isDone) ||
      deleted.some(({ id }) => id === rule.portfolio_id),
  );
}

function askedBy(rules: readonly RuleRow[]): readonly AskedFigures[] {
  const asked = new Map<number, AskedFigures>();
  for (const { portfolio_id: portfolioId, metric } of rules) {
    if (portfolioId === null) continue;
    const known = asked.get(portfolioId);
    asked.set(portfolioId, {
      portfolioId,
      withValueAtRisk: known?.withValueAtRisk === true || metric === 'PORTFOLIO_VALUE_AT_RISK',
      withDrift: known?.withDrift === true || metric === 'PORTFOLIO_DRIFT',
    });
  }
  return [...asked.values()];
}

function isBeyond(rule: RuleRow, figures: ReadonlyMap<number, PortfolioFigures>): boolean {
  const own = figures.get(rule.portfolio_id ?? NaN);
  const value = rule.metric === 'PORTFOLIO_DRIFT' ? own?.drift : own?.valueAtRisk;
  return (value ?? NaN) > limitsOf(rule).edge;
}

function describe(rule: RuleRow, session: PortfolioSession, element: number) {
  const column = session.columnOf(rule);
  const [value, previous] = [column?.values[element] ?? NaN, column?.previous[element] ?? NaN];
  const { id, name } = session.portfolioAt(element);
  return {
    ...{ stock_id: null, stock_ids: null, portfolio_id: id, band: null, value },
    previous: previous === previous ? previous : null,
    message: portfolioMessage(rule, name, session.day, value, previous),
  };
}

/** A session that is evaluated again, for a provisional value or a rule that is new, is no further occurrence. */
async function readStanding(
  client: pg.ClientBase,
  rules: readonly RuleRow[],
  session: PortfolioSession,
): Promise<ReadonlyMap<number, readonly StandingAlert[]>> {
  const { rows } = await client.query<{
    id: number;
    rule_id: number;
    portfolio_id: number | null;
    last_day: IsoDate | null;
    is_open: boolean;
  }>(
    `SELECT id, rule_id, portfolio_id, last_day::text, state <> 'RESOLVED' AS is_open
     FROM alerts WHERE beyond AND rule_id = ANY ($1)`,
    [rules.map(({ id }) => id)],
  );
  return new Map(
    rows.map(({ id, rule_id, portfolio_id, last_day, is_open }) => [
      rule_id,
      [
        {
          ...{ id, isOpen: is_open, lastDay: last_day, isOfMany: false },
          stocks: [session.elementOf(portfolio_id)],
        },
      ],
    ]),
  );
}
