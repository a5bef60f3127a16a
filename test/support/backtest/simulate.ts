import type { BacktestResult } from '../../../src/validation/backtest/backtestResult.js';
import type { BacktestRules } from '../../../src/validation/backtest/backtestRules.js';
import type { MarketSession } from '../../../src/validation/backtest/marketSession.js';
import { Simulation } from '../../../src/validation/backtest/simulation.js';

/** Simulates sessions to the end. */
export function simulate(rules: BacktestRules, sessions: readonly MarketSession[]): BacktestResult {
  const simulation = new Simulation(rules);
  for (const session of sessions) {
    const steps = simulation.take(session);
    while (steps.next().done !== true);
  }
  return simulation.result();
}
