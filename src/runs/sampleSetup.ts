import type pg from 'pg';
import { configuredSetup } from './configuredSetup.js';
import type { ScoringSetup } from './scoringSetup.js';
import type { Settings } from '../settings.js';

/** What the sample is scored by where METHODS does not say it, so that a first start shows two methods side by side. */
const SAMPLE_METHODS = ['greyoak-1.1', 'greyoak-2.0'];

/**
 * Returns the setup for a store that holds the sample market, or is about to get it: with several methods where METHODS
 * names none.
 *
 * @param seeds whether an empty store gets the sample
 * @returns the setup as configured for every other store
 */
export async function sampleSetup(
  pool: pg.Pool,
  configured: ScoringSetup,
  settings: Pick<Settings, 'methods' | 'sessions'>,
  seeds: boolean,
): Promise<ScoringSetup> {
  if (settings.methods.scored.length > 0) return configured;
  const { rows } = await pool.query<{ synthetic: boolean }>('SELECT synthetic FROM market_kind');
  if (rows.length === 0 ? !seeds : !rows[0].synthetic) return configured;
  return configuredSetup({ ...settings, methods: { ...settings.methods, scored: SAMPLE_METHODS } });
}
