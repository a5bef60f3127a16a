import type { DeliveryRow } from './deliveryRow.js';

/**
 * Returns the body of a delivery, which is the same on each try: what the change was, with value and state as they were then,
 * and what does not change of the alert.
 */
export function messageOf(row: DeliveryRow & { readonly alert_id: number }): string {
  return JSON.stringify({
    id: row.id,
    type: `alert.${row.change.toLowerCase()}`,
    change: row.change,
    at: row.at.toISOString(),
    value: row.value,
    state: row.state,
    severity: row.severity,
    message: row.message,
    stock: row.ticker,
    date: row.day,
    alert: {
      id: nodeId('Alert', row.alert_id),
      previous: row.previous,
      threshold: row.threshold,
      band: row.band,
    },
    rule: {
      id: nodeId('AlertRule', row.rule_id),
      name: row.rule_name,
      metric: row.metric,
      comparator: row.comparator,
    },
  });
}

/** Returns the id that the API gives a node. The room of the API cannot be imported from here; a test compares both. */
const nodeId = (type: string, id: number): string => Buffer.from(`${type}:${id}`).toString('base64url');
