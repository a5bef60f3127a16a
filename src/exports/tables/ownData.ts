import { UserError } from '../../userError.js';
import { given, selected, sqlTable, type SqlColumn } from '../sqlTable.js';
import type { TableSource } from './tableSource.js';

const COLUMNS: readonly SqlColumn[] = [
  { name: 'section', type: 'text' },
  { name: 'id', type: 'int8' },
  { name: 'field', type: 'text' },
  { name: 'value', type: 'text' },
];

const OWNER = given('owner', 'integer');

/** What the store keeps of a user, by section. No secret and no hash of one is in it. */
const SECTIONS: Readonly<Record<string, string>> = {
  account: `SELECT id, email, name, role, active, created_at, last_sign_in_at, version,
    password_hash IS NOT NULL AS has_password FROM users WHERE id = ${OWNER}`,
  sessions: `SELECT id, created_at, last_used_at, expires_at, address, user_agent FROM sessions
    WHERE owner_id = ${OWNER}`,
  api_keys: `SELECT id, name, prefix, array_to_string(scopes, ' ') AS scopes, paused, operations_per_minute,
    created_at, expires_at, revoked_at, last_used_at, last_used_address, use_count FROM api_keys
    WHERE owner_id = ${OWNER}`,
  sign_ins: `SELECT id, network, at, failed FROM sign_in_tries WHERE user_id = ${OWNER}`,
  networks: `SELECT row_number() OVER (ORDER BY at, network) AS id, network, at FROM sign_in_addresses
    WHERE user_id = ${OWNER}`,
  acts: `SELECT id, at, action, result, api_key_id, address, operation_name, subject, details FROM audit_entries
    WHERE user_id = ${OWNER}`,
  imports: `SELECT id, recorded_at, dataset, format, rows_read FROM batches WHERE by_user = ${OWNER}`,
  exports: `SELECT id, kind, format, arguments, status, rows, bytes, hash, error, created_at, expires_at FROM exports
    WHERE owner_id = ${OWNER}`,
  alert_rules: `SELECT id, name, metric, part, mode, guardrail, (SELECT string_agg(ticker, ' ' ORDER BY ticker) FROM stocks
    WHERE stocks.id = ANY (alert_rules.stock_ids)) AS tickers, array_to_string(sectors, ' ') AS sectors, everything,
    portfolio_id, comparator, threshold, rearm, severity, scope, array_to_string(to_bands, ' ') AS to_bands, on_provisional, enabled,
    version, created_at, deleted_at FROM alert_rules WHERE owner_id = ${OWNER}`,
  alerts: `SELECT alerts.id, rule_id, ticker, alerts.portfolio_id, day, state, alerts.severity, value, previous,
    alerts.threshold, band, message, occurrences, first_seen_at, last_seen_at, acknowledged_at, resolved_at, resolved_by_value, corrected, note
    FROM alert_rules JOIN alerts ON alerts.rule_id = alert_rules.id LEFT JOIN stocks ON stocks.id = stock_id
    WHERE alert_rules.owner_id = ${OWNER}`,
  models: `SELECT id, name, kind, outside, array_to_string(never_buy, ' ') AS never_buy, never_buy_mode, from_scores,
    scores_run_id, last_rebalanced_at, created_at, updated_at, version,
    (SELECT string_agg(ticker || ' ' || target || ' ' || low_drift || ' ' || high_drift, ', ' ORDER BY ticker)
      FROM model_positions JOIN stocks ON stocks.id = stock_id WHERE model_id = models.id) AS positions
    FROM models WHERE owner_id = ${OWNER}`,
  portfolios: `SELECT id, name, model_id, position_limit, sector_limit, cash_limit, value_at_risk_limit, buy_rate, sell_rate,
    per_sale, created_at, deleted_at, version FROM portfolios WHERE owner_id = ${OWNER}`,
  portfolio_journal: `SELECT entry.id, portfolio_id, day, kind, ticker, quantity, price, amount, costs, cost, note,
    rebalance_id, recorded_at FROM portfolios JOIN portfolio_journal AS entry ON entry.portfolio_id = portfolios.id
    LEFT JOIN stocks ON stocks.id = stock_id WHERE portfolios.owner_id = ${OWNER}`,
  // Answers and their trades are JSON, as several have one id.
  rebalances: `SELECT id, kind, model_id, model_version, mode, as_of, cash_floor, min_trade_value, status, error,
    idempotency_key, created_at, finished_at, confirmed_at, version, (
      SELECT json_agg(to_json(answer) ORDER BY portfolio_id) FROM (
        SELECT kept.*, (
          SELECT json_agg(json_build_object('side', side, 'ticker', ticker, 'quantity', quantity, 'price', price,
            'value', value, 'costs', trade.costs, 'trade_day', trade_day, 'reason', trade.reason) ORDER BY place)
          FROM rebalance_transactions AS trade JOIN stocks ON stocks.id = stock_id
          WHERE trade.rebalance_id = kept.rebalance_id AND trade.portfolio_id = kept.portfolio_id
        ) AS transactions
        FROM rebalance_portfolios AS kept WHERE kept.rebalance_id = rebalances.id
      ) AS answer
    ) AS answers
    FROM rebalances WHERE owner_id = ${OWNER}`,
  // What follows the host may be a secret.
  webhooks: `SELECT id, substring(url FROM '^[a-z]+://[^/?]+') AS host, paused, failures, last_delivered_at, last_error,
    created_at FROM webhooks WHERE owner_id = ${OWNER}`,
  backtests: `SELECT id, mode, method, from_day, to_day, arguments, status, error, result, points, created_at, finished_at
    FROM backtests WHERE owner_id = ${OWNER}`,
  // Files are made of what is here.
  reports: `SELECT id, kind, title, inputs, as_of, array_to_string(formats, ' ') AS formats, status, error, created_at,
    finished_at, template_version, content, hash, changes FROM reports WHERE owner_id = ${OWNER}`,
  watchlist: `SELECT stock_id AS id, place, ticker FROM watched_stocks JOIN stocks ON stocks.id = stock_id
    WHERE owner_id = ${OWNER}`,
  documents: `SELECT documents.id, ticker, category, title, published_on, url, hash, bytes, added_at, deleted_at
    FROM documents JOIN stocks ON stocks.id = stock_id WHERE uploaded_by = ${OWNER}`,
};

/**
 * Everything that the store keeps of a user, whatever the days of the request: a row for each field that is known.
 */
export const ownData: TableSource = async ({ client, owner, onPart }) => {
  if (owner === null) throw new UserError('Expected a user whose data to export, got none: sign in.');
  await client.query(`SET LOCAL TimeZone = 'UTC'`);
  const parts = Object.entries(SECTIONS).map(([section, rows]) => {
    const columns = COLUMNS.map((column) =>
      column.name === 'section' ? { ...column, sql: `'${section}'` } : column,
    );
    return {
      select: `SELECT ${selected(columns)} FROM (
          SELECT thing.id::bigint, one.key AS field, one.value, one.place
          FROM (${rows}) AS thing, json_each_text(to_json(thing)) WITH ORDINALITY AS one (key, value, place)
          WHERE one.key <> 'id' AND one.value IS NOT NULL
        ) AS fields ORDER BY id, place`,
      settings: { owner: String(owner) },
    };
  });
  return sqlTable(client, COLUMNS, parts, onPart);
};
