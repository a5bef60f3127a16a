import { setImmediate as turn } from 'node:timers/promises';
import type pg from 'pg';
import { inSnapshot } from '../../database/transaction.js';
import type { BacktestResult } from '../../validation/backtest/backtestResult.js';
import { Simulation } from '../../validation/backtest/simulation.js';
import type { BacktestRequest } from './backtestRequest.js';
import { readSpan } from './readSpan.js';
import { rulesOf } from './rulesOf.js';
import { SessionReader } from './sessionReader.js';

/** How long it computes before other work of the process has its turn. */
const SLICE_MS = 10;

export interface ComputeOptions {
  /** Ends the work with its reason. */
  readonly signal?: AbortSignal;
  /** Called with how many sessions are done, of how many. */
  readonly onPart?: (done: number, total: number) => void;
}

/**
 * Computes a backtest from one snapshot of the store: scores as they are current there, prices and actions as they are known
 * there. It begins on the first session of the span that has scores. Memory is bounded by the stocks, whatever the span.
 *
 * @throws UserError where no session of the span has scores
 */
export function computeBacktest(
  pool: pg.Pool,
  request: BacktestRequest,
  { signal, onPart }: ComputeOptions = {},
): Promise<BacktestResult> {
  return inSnapshot(pool, async (client) => {
    const { before, sessions } = await readSpan(client, request);
    const reader = new SessionReader(client, request, [...before, ...sessions]);
    const simulation = new Simulation(rulesOf(request));
    for (const day of before) simulation.observe(await reader.read(day, false));
    let begun = performance.now();
    for (const [at, day] of sessions.entries()) {
      signal?.throwIfAborted();
      const session = await reader.read(day, simulation.needsScores);
      const steps = simulation.take(session);
      while (steps.next().done !== true) {
        if (performance.now() - begun < SLICE_MS) continue;
        await turn();
        signal?.throwIfAborted();
        begun = performance.now();
      }
      onPart?.(at + 1, sessions.length);
    }
    return simulation.result();
  });
}
