import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { QueueFull } from '../../../src/async/queueFull.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { Solver } from '../../../src/portfolios/solver/solver.js';
import { SolverTimeout } from '../../../src/portfolios/solver/solverTimeout.js';
import { compiledSolver } from '../../support/portfolios/compiledSolver.js';
import { largeProblem, randomNumbers } from '../../support/portfolios/largeProblem.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const worker = compiledSolver();
const fresh = largeProblem(randomNumbers(1), { positions: 40, value: 1e8, drift: null });
/** Costs have to come out of shares, in more ways than can be tried. */
const problem = { ...fresh, cashFloor: rebalance(fresh).cashAfter ?? 0n };
const hard = { ...problem, cashFloor: problem.cashFloor + 1_000_000_000n };
const endless = { nodes: Number.MAX_SAFE_INTEGER, tolerance: 0n };

const solver = new Solver({ timeoutMs: 60_000, threads: 1, mostWaiting: 1, worker });
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(async () => {
  await solver.close();
  await remove(folder);
});

describe('a solver', () => {
  test('gives the same answer as without threads', async () => {
    expect(await solver.solve(hard)).toEqual(rebalance(hard));
  });

  test('ends what takes too long, and goes on with the next', async () => {
    const late = solver.solve(hard, { timeoutMs: 20, bounds: endless });
    await expect(late).rejects.toThrow(SolverTimeout);
    await expect(late).rejects.toThrow(
      'Expected a rebalance within 0.02 s (REBALANCE_TIMEOUT_MS), got none: nothing is traded; try again, or raise it.',
    );
    expect((await solver.solve(problem)).status).toBe('DONE');
  });

  test('ends what is cancelled, also while it waits, and refuses more than may wait', async () => {
    const [first, second] = [new AbortController(), new AbortController()];
    const running = solver.solve(hard, { signal: first.signal, bounds: endless });
    const waiting = solver.solve(hard, { signal: second.signal, bounds: endless });
    await expect(solver.solve(problem)).rejects.toThrow(QueueFull);
    second.abort(new Error('the second is not needed'));
    await expect(waiting).rejects.toThrow('the second is not needed');
    const next = solver.solve(problem);
    first.abort(new Error('the first is not needed'));
    await expect(running).rejects.toThrow('the first is not needed');
    expect((await next).status).toBe('DONE');
    await expect(solver.solve(problem, { signal: first.signal })).rejects.toThrow('the first is not needed');
  });

  test('leaves nothing behind on a signal that outlives its calls', async () => {
    const { signal } = new AbortController();
    // Listeners, and signals that depend on it.
    const kept = () =>
      Object.getOwnPropertySymbols(signal)
        .map((key) => (signal as unknown as Record<symbol, { size?: number } | undefined>)[key]?.size ?? 0)
        .reduce((sum, size) => sum + size, 0);
    for (let call = 0; call < 3; call++) await solver.solve(problem, { signal });
    await expect(solver.solve(hard, { signal, timeoutMs: 20, bounds: endless })).rejects.toThrow(
      SolverTimeout,
    );
    expect(kept()).toBe(0);
  });

  test('passes on what a thread throws, and goes on', async () => {
    const broken = { ...problem, prices: null } as unknown as typeof problem;
    await expect(solver.solve(broken)).rejects.toThrow(/null/);
    expect((await solver.solve(problem)).status).toBe('DONE');
  });

  test.each([
    ['throws', 'export const solve = () => { throw new Error("in the middle"); };', 'in the middle'],
    ['ends', 'export const solve = () => process.exit(3);', /exit/],
    ['is none', 'export const other = 1;', /solve|function/],
  ])('rejects where its worker %s', async (name, text, message) => {
    const file = join(folder, `${name.replace(' ', '-')}.mjs`);
    await writeFile(file, text);
    const failing = new Solver({ timeoutMs: 10_000, threads: 1, worker: file });
    await expect(failing.solve(problem)).rejects.toThrow(message);
    await failing.close();
  });

  test('rejects what runs and waits when it is closed, and what comes later', async () => {
    const closing = new Solver({ timeoutMs: 60_000, threads: 1, worker });
    const running = closing.solve(hard, { bounds: endless });
    const waiting = closing.solve(problem);
    await closing.close();
    await expect(running).rejects.toThrow(/it is closed/);
    await expect(waiting).rejects.toThrow(/it is closed/);
    await expect(closing.solve(problem)).rejects.toThrow(/it is closed/);
    await closing.close();
  });
});
