import { sqlOver } from '../../database/sqlOver.js';
import type { Task } from '../../jobs/task.js';
import type { RebalanceServices } from '../../portfolios/rebalances/rebalanceServices.js';
import { evaluatePortfolios } from '../alerts/portfolios/evaluatePortfolios.js';
import { portfolioRulesJob } from '../alerts/portfolios/portfolioRulesJob.js';
import { readPortfolioFigures } from '../alerts/portfolios/readPortfolioFigures.js';

/** Evaluates the rules on portfolios that are due. */
export const evaluatePortfolioRulesTask: Task<object, RebalanceServices> = {
  ...portfolioRulesJob,
  timeoutMs: 1_800_000,
  run: async (_payload, { pool, services, signal, log }) => {
    const events = await evaluatePortfolios(pool, (asked, day) => {
      signal.throwIfAborted();
      return readPortfolioFigures(
        (statement) => sqlOver(pool, statement),
        asked,
        day,
        services.rebalancing.costs,
      );
    });
    if (events > 0) log.info({ events }, 'rules on portfolios were evaluated');
  },
};
