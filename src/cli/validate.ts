import { Command, Option } from 'commander';
import { canonicalJson } from '../canonicalJson.js';
import { dayOf } from '../market/day.js';
import { servedMethod } from '../runs/servedMethod.js';
import { MODES, type IsoDate } from '../scoring/names.js';
import { shown } from '../shown.js';
import { readPanels, type Panels } from '../studies/validations/readPanels.js';
import { requestOf } from '../studies/validations/requestOf.js';
import { requireScoredMethod } from '../studies/validations/requireScoredMethod.js';
import { validateInThread } from '../studies/validations/validateInThread.js';
import { validationJson } from '../studies/validations/validationJson.js';
import { UserError } from '../userError.js';
import {
  DEFAULT_UNIVERSE,
  VALIDATION_UNIVERSES,
  type ValidationUniverse,
} from '../validation/figures/names.js';
import { pageDataOf, type ModeResult } from '../validation/page/pageData.js';
import { validationPage } from '../validation/page/validationPage.js';
import { progressOn } from './progress.js';
import type { Terminal } from './terminal.js';
import { withStore } from './withStore.js';
import { requirePagePlace, writeValidationPage } from './writeValidationPage.js';

interface ValidateOptions {
  readonly from: string;
  readonly to: string;
  readonly method?: readonly string[];
  readonly universe: ValidationUniverse;
  readonly warm?: string;
  readonly source: string;
  readonly json?: true;
  readonly page?: string;
}

/** The command `greyoak validate --from A --to B`. */
export function validateCommand(terminal: Terminal): Command {
  return new Command('validate')
    .description(
      'measure how well the scores of the store have predicted returns: information coefficients, deciles, bands, rules and the ' +
        'verdict on each mode; nothing is stored',
    )
    .requiredOption('--from <date>', 'first day of scores, such as 2020-07-27')
    .requiredOption('--to <date>', 'last day of scores; returns may run on to the last session of the store')
    .option('--method <name...>', 'the methods to validate side by side; the served one by default')
    .addOption(
      new Option('--universe <name>', 'the stocks').choices(VALIDATION_UNIVERSES).default(DEFAULT_UNIVERSE),
    )
    .option(
      '--warm <date>',
      'first day of the window WARM; by default when most stocks have a 200-day average',
    )
    .addOption(
      new Option(
        '--json',
        'print a list of all figures as JSON, one for each method, mode, window and horizon',
      ).conflicts('page'),
    )
    .option('--page <file>', 'write the page to this file, its pictures and numbers to a folder of that name')
    .option('--source <text>', 'what the page says that the scores are made from', 'the facts of this store')
    .action(async (options: ValidateOptions) => {
      const span = spanOf(options);
      if (options.page !== undefined) await requirePagePlace(options.page);
      const results = await validated(options, span, terminal);
      if (options.json) {
        const list = results.flatMap(({ result, inputsHash }) => validationJson(result, inputsHash));
        terminal.out(`${canonicalJson(list)}\n`);
        return;
      }
      const data = pageDataOf(results, { ...span, universe: options.universe });
      const { page, source } = options;
      if (page === undefined) terminal.out(validationPage(data, { pictures: null, source }));
      else await writeValidationPage(page, data, source);
    });
}

type Hashed = ModeResult & { readonly inputsHash: string };

async function validated(
  { method, universe, warm, json }: ValidateOptions,
  { from, to }: Span,
  terminal: Terminal,
): Promise<Hashed[]> {
  const progress = progressOn(terminal);
  try {
    return await withStore(
      terminal,
      async ({ pool }) => {
        const names = [...new Set(method ?? [await servedMethod(pool)])];
        const methods = await Promise.all(names.map((name) => requireScoredMethod(pool, name)));
        const results: Hashed[] = [];
        // The page names the other universes, too.
        const others = json ? [] : VALIDATION_UNIVERSES.filter((other) => other !== universe);
        const universes = [universe, ...others];
        const asked = { universes, from, to, warm: (warm as IsoDate | undefined) ?? null };
        for (const methodName of methods) {
          for (const mode of MODES) {
            progress.show('modes', results.length, methods.length * MODES.length);
            const panels = await readPanels(pool, { methodName, mode });
            if (!isScoredWithin(panels, from, to)) {
              throw new UserError(
                `Expected a span with scores of ${methodName}, which has them from ${panels.from} to ${panels.to}, got ${from} to ${to}.`,
              );
            }
            const { market, scores, validatedFrom } = panels;
            const request = requestOf(panels, asked);
            const { inputsHash, result } = await validateInThread({ market, scores, request, known: null });
            if (result === null) throw new Error('Expected figures of a validation, got none.');
            results.push({ methodName, mode, validatedFrom, result, inputsHash });
          }
        }
        return results;
      },
      { mustExist: true },
    );
  } finally {
    progress.stop();
  }
}

interface Span {
  readonly from: IsoDate;
  readonly to: IsoDate;
}

function isScoredWithin(
  { market: { days }, scores: { firstOf } }: Panels,
  from: IsoDate,
  to: IsoDate,
): boolean {
  return days.some((day, at) => day >= from && day <= to && firstOf[at + 1] > firstOf[at]);
}

/** @throws UserError where a date is none, or the first is after the last */
function spanOf({ from, to, warm }: ValidateOptions): Span {
  for (const date of [from, to, ...(warm === undefined ? [] : [warm])]) {
    if (Number.isNaN(dayOf(date))) {
      throw new UserError(`Expected a date such as 2020-07-27, got "${shown(date)}".`);
    }
  }
  if (from > to) throw new UserError(`Expected --from up to --to, got ${from} and ${to}: swap them.`);
  return { from: from as IsoDate, to: to as IsoDate };
}
