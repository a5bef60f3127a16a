import type { AlertChange } from '../../database/tables.js';

/** What the log of alerts tells. */
export const ALERT_CHANGES = [
  'RAISED',
  'REPEATED',
  'ACKNOWLEDGED',
  'RESOLVED',
  'CORRECTED',
] as const satisfies readonly AlertChange[];
