import { MODES } from '../../scoring/names.js';
import { HORIZON_OF } from '../figures/names.js';
import { CHARTS, chartFile, type ChartName } from './chartNames.js';
import { leadParagraph } from './leadParagraph.js';
import { counted } from './numbers.js';
import type { PageData } from './pageData.js';
import * as sections from './sections.js';

export interface PageOptions {
  /** The folder of the pictures as the page links to it; null: the page has none. */
  readonly pictures: string | null;
  /** What the scores were made from, as the end of "made from …". */
  readonly source: string;
}

/** Writes the page of a validation as Markdown. The same data give the same bytes. */
export function validationPage(data: PageData, { pictures, source }: PageOptions): string {
  const chart = (name: ChartName): string[] =>
    pictures === null
      ? []
      : MODES.filter((mode) => data.modes.some((one) => one.mode === mode)).map(
          (mode) => `![${mode}: ${CHARTS[name]}](${pictures}/${chartFile(name, mode)})`,
        );
  const { survivorship, universe, from, to } = data;
  const names = sections.methodsOf(data).join(' and ');
  return `${[
    '# Validation',
    leadParagraph(data),
    `These are the figures of ${names} over ${universe}, from ${from} to ${to}, made from ${source} by \`greyoak validate\`. ` +
      'The same store gives the same page, to the byte.',
    '## Verdicts',
    sections.verdicts(data),
    `A verdict is about the score of TRADER over ${HORIZON_OF.TRADER} sessions and of INVESTOR over ${HORIZON_OF.INVESTOR}, in the window ` +
      'WARM or from `validated_from` of the method, whichever is later. EVIDENCE: the 95 % intervals of the IC and of the IC within ' +
      'sectors are above 0. WEAK: one of them is. ADVERSE: one is below 0. NOT_YET: there are fewer than 3 separate windows. NONE: ' +
      'all else.',
    '## How it is measured',
    HOW,
    '## Information coefficient',
    'Window WARM. The two columns after the intervals tell how far overlapping returns are to be trusted: t by Newey and West, and ' +
      'means of windows that do not overlap.',
    sections.horizons(data),
    'Other windows and universes, at the horizon of the verdict:',
    sections.others(data),
    '### By year',
    ...chart('ic-by-year'),
    sections.years(data),
    '### Of each part of the score',
    'At the horizon of the verdict, as in all that follows.',
    sections.figures(data),
    '## Deciles',
    'Mean excess in % of the tenths of the stocks by score, 0 the lowest. Falls: how often a decile returned less than the one below. ' +
      "Order: Spearman's correlation of decile and return.",
    ...chart('deciles'),
    sections.deciles(data),
    '## Bands',
    ...chart('bands'),
    sections.bands(data),
    '### How long they last',
    sections.spells(data),
    ...chart('transitions'),
    sections.transitions(data),
    '## Guardrails and penalty',
    'Mean excess where a rule fired minus where it did not. A rule protects if the difference is below 0.',
    sections.rules(data),
    '## Simple rules on the same stocks',
    sections.benchmarks(data),
    '## Sector groups',
    sections.sectors(data),
    '## Survivorship',
    `Of ${counted(survivorship.securities)} securities with bars, ${counted(survivorship.gone)} ${survivorship.gone === 1 ? 'is' : 'are'} gone, and ` +
      `${counted(survivorship.goneScored)} of these ${survivorship.goneScored === 1 ? 'was' : 'were'} ever scored. The table has the mean return over 20 sessions above that of ` +
      'NIFTY 50 in %, and in brackets of how many stock-sessions.',
    sections.survivorship(data),
  ]
    .map((part) => part.trimEnd())
    .join('\n\n')}\n`;
}

const HOW = `- The forward return of a session over h sessions is the last close on or before session i + 1 + h over the close of session
  i + 1, minus 1: a score of an evening is traded at the next close. Prices are adjusted for corporate actions. There are no costs and
  no dividends. A stock that stops trading keeps its last price.
- Excess is the return minus the mean of the scored stocks of the universe on the same session.
- The information coefficient (IC) of a session is Pearson's correlation of the average ranks of score and forward return, of at least
  20 stocks. Within sectors: after the mean of the sector group is taken from both.
- Intervals are from a circular block bootstrap with blocks as long as the horizon and 2,000 replicates.
- MOST_TRADED_300 are the 300 securities with the highest median traded value over 252 sessions, whether they still exist or not.
- WARM begins on the first Monday after most securities have a 200-day average. HOLD_OUT begins on 2023-01-01.`;
