import type { RunRow } from './runRow.js';

/** A run as PostgreSQL writes it in JSON: instants are texts. */
export type RunAsJson = Omit<RunRow, 'started_at' | 'finished_at'> &
  Readonly<Record<'started_at' | 'finished_at', Date | string | null>>;

const instant = (text: Date | string | null) => (text === null ? null : new Date(text));

/** Reads a run that was read as JSON. */
export function runOfJson(row: RunAsJson): RunRow {
  return { ...row, started_at: instant(row.started_at), finished_at: instant(row.finished_at) };
}
