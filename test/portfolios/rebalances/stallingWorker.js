/**
 * A worker with the compiled code that rebalances models, and computes 13 portfolios and no more. It prints a line when it
 * waits within the next one. Argument: URL of the database.
 */
import { setTimeout } from 'node:timers';
import { openDatabase } from '../../../dist/database/openDatabase.js';
import { startWorkers } from '../../../dist/jobs/startWorkers.js';
import { rebalance } from '../../../dist/portfolios/optimiser/rebalance.js';
import { rebalanceModel } from '../../../dist/portfolios/tasks/rebalanceModel.js';

const [, , url] = process.argv;

let calls = 0;
const solver = {
  solve: async (problem) => {
    if (++calls > 13) {
      // What the portfolios before it store is stored.
      setTimeout(() => process.stdout.write('waiting\n'), 300);
      await new Promise(() => undefined);
    }
    return rebalance(problem);
  },
};

const silent = () => undefined;
const log = { debug: silent, info: silent, warn: silent, error: silent };
const costs = { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 0n };
await startWorkers(await openDatabase({ url, home: '' }), [rebalanceModel], log, {
  services: { rebalancing: { solver, costs } },
});
