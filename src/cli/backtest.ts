import { Command, InvalidArgumentError, Option } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import { loadCosts } from '../method/loadCosts.js';
import { WEIGHTINGS, type Weighting } from '../portfolios/names.js';
import { BANDS, MODES, type Band, type IsoDate, type Mode } from '../scoring/names.js';
import { computeBacktest } from '../studies/backtests/computeBacktest.js';
import { requireBacktest } from '../studies/backtests/requireBacktest.js';
import { resolveBacktest } from '../studies/backtests/resolveBacktest.js';
import { storedResult } from '../studies/backtests/storedResult.js';
import { backtestTable } from './backtestTable.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';

interface BacktestOptions {
  readonly mode: Mode;
  readonly method?: string;
  readonly from: string;
  readonly to?: string;
  readonly band: Band;
  readonly top: number;
  readonly weighting: Weighting;
  readonly maxWeight: number;
  readonly sectorCap: number;
  readonly every: number;
  readonly capital: string;
  readonly buyRate?: string;
  readonly sellRate?: string;
  readonly perSale?: string;
  readonly json?: true;
}

/** The command `greyoak backtest --mode M --from D`. */
export function backtestCommand(terminal: Terminal): Command {
  return new Command('backtest')
    .description(
      'compute what a model made from the scores of the store would have done, next to NIFTY 50 and 200 random portfolios of ' +
        'the same rules; nothing is stored',
    )
    .addOption(new Option('--mode <mode>', 'mode of the scores').choices(MODES).makeOptionMandatory())
    .requiredOption('--from <date>', 'first day, such as 2023-04-03')
    .option('--to <date>', 'last day; by default the newest session')
    .option('--method <name>', 'the method of the scores; the served one by default')
    .addOption(new Option('--band <band>', 'lowest band that is bought').choices(BANDS).default('BUY'))
    .option('--top <count>', 'most stocks', number, 20)
    .option('--every <sessions>', 'after how many sessions the model is made anew', number, 20)
    .addOption(new Option('--weighting <how>', 'how stocks are weighed').choices(WEIGHTINGS).default('EQUAL'))
    .option('--max-weight <fraction>', 'the most of one stock', number, 0.1)
    .option('--sector-cap <fraction>', 'the most of one sector', number, 0.3)
    .option('--capital <rupees>', 'cash to begin with', '1000000')
    .option('--buy-rate <fraction>', 'cost of purchases; by default as config/costs.yaml says')
    .option('--sell-rate <fraction>', 'cost of sales; by default as config/costs.yaml says')
    .option('--per-sale <rupees>', 'fixed cost of each sale; by default as config/costs.yaml says')
    .option('--json', 'print everything with the curve as JSON')
    .action(async (options: BacktestOptions) => {
      const { mode, weighting, every, capital, buyRate, sellRate, perSale } = options;
      const asked = {
        ...{ mode, weighting, every, capital },
        method: options.method ?? null,
        from: options.from as IsoDate,
        to: (options.to as IsoDate | undefined) ?? null,
        minBand: options.band,
        topN: options.top,
        maxWeight: options.maxWeight,
        sectorCap: options.sectorCap,
        costs: { buyRate: buyRate ?? null, sellRate: sellRate ?? null, perSale: perSale ?? null },
      };
      const checked = requireBacktest(asked, await loadCosts());
      const progress = progressOn(terminal);
      const onPart = (done: number, total: number) => progress.show('sessions', done, total);
      try {
        const { request, result } = await withStore(
          terminal,
          async ({ pool }) => {
            const request = await resolveBacktest(pool, checked);
            return { request, result: await computeBacktest(pool, request, { onPart }) };
          },
          { mustExist: true },
        );
        progress.stop();
        if (options.json) terminal.out(`${canonicalJson({ request, ...storedResult(result) })}\n`);
        else terminal.out(backtestTable(request, result));
      } finally {
        progress.stop();
      }
    });
}

function number(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}
