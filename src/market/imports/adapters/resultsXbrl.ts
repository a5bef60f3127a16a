import { inverse, times, type Ratio } from '../../exact.js';
import type { StatementMetric } from '../../facts.js';
import { UserError } from '../../../userError.js';
import type { XmlContent } from '../sources/content.js';
import { contradictionsOf, sharesOf, type FiguresOfPeriod } from '../xbrl/contradictions.js';
import { textOfDecimal, whole } from '../xbrl/decimal.js';
import type { Filing } from '../xbrl/filing.js';
import { balanceOf, CRORE, Figures, flowsOf, MARGIN_PLACES } from '../xbrl/filingFigures.js';
import { balanceContexts, filingPeriods, type FilingPeriod } from '../xbrl/filingPeriods.js';
import { filingCompany, filingTicker } from '../xbrl/filingTicker.js';
import { readXbrl } from '../xbrl/readXbrl.js';
import type { Adapter, AdapterOutput } from './adapter.js';
import { writtenDate } from './writtenDate.js';

const COLUMNS = [
  'ticker',
  'period_end',
  'period',
  'metric',
  'value',
  'published_on',
  'months',
  'basis',
] as const;

/** Namespaces of the taxonomies for results: those of BSE until 2024, and the integrated one of SEBI since 2025. */
const TAXONOMIES = /\/xbrl\/(fin|[\d-]+\/in-capmkt)\b|\bin-bse-fin\b/;
const PER_CENT = whole(100);
/** Ratios and figures per share; all others are money in rupees. */
const PLACES: Readonly<Partial<Record<StatementMetric, number>>> = {
  ...{ eps: 6, opm: MARGIN_PLACES, roa: 6, gnpa_pct: 6, nnpa_pct: 6 },
};
/** Crores of rupees to the hundredth of a paisa, and crores of shares to the share. */
const CRORE_PLACES = 9;

/** The results that companies file with the exchanges as XBRL: industry, banks and NBFCs, for the group or the company. */
export const resultsXbrl: Adapter = {
  name: 'results-xbrl',
  title: 'results filing (XBRL)',
  gives: { statements: { columns: COLUMNS } },
  source: 'PRIMARY',
  recognises: (content) =>
    content.kind === 'XML' &&
    /(^|:)xbrl$/.test(content.root) &&
    TAXONOMIES.test(content.head) &&
    !/\bin-bse-shp\b/.test(content.head),
  read: async (content, out, context) => {
    const filing = await readXbrl(content as XmlContent);
    const ticker = filingTicker(filing, context);
    if (ticker === null) {
      throw new UserError(
        `${filing.file} is a filing of ${filingCompany(filing)}: expected its symbol on NSE, an ISIN that the store knows or its ` +
          'scrip code on BSE. Import the list of companies first, such as EQUITY_L.csv.',
      );
    }
    const periods = filingPeriods(filing);
    if (periods.length === 0) {
      throw new UserError(
        `${filing.file} is a filing of ${filingCompany(filing)} without results: expected figures of a quarter or a year, with ` +
          'the dates of its start and end.',
      );
    }
    periods.forEach((period, place) => give(filing, ticker, period, periods.slice(0, place), place === periods.length - 1, out));
  },
};

function give(
  filing: Filing,
  ticker: string,
  period: FilingPeriod,
  shorter: readonly FilingPeriod[],
  isLongest: boolean,
  out: AdapterOutput,
): void {
  const { end } = period;
  const flows = new Figures(filing, period.contexts);
  const balance = new Figures(filing, balanceContexts(filing, end));
  // The balance is of a day: it is given once, with the year where there is one.
  const found = new Map(flowsOf(flows));
  const balanced = balanceOf(balance);
  balanced.forEach((value, metric) => found.set(metric, value));
  percentages(flows, period).forEach((value, metric) => found.set(metric, value));
  const shares = sharesOf(flows);
  if (shares !== null) found.set('shares_cr', shares);
  const figures: FiguresOfPeriod = { flows, balance, found };
  const doubted = new Set<StatementMetric>();
  for (const { metrics, detail } of contradictionsOf(figures)) {
    metrics.forEach((metric) => doubted.add(metric));
    for (const metric of metrics.length > 0 ? metrics : ['debt']) {
      if (metrics.length > 0 && !found.has(metric as StatementMetric)) continue;
      out.flag('statements', flows.line, { kind: 'UNITS', ticker, date: end, metric, detail });
    }
  }
  for (const { fact, rule, reason } of [...flows.wrong.values(), ...balance.wrong.values()]) {
    out.refuse('statements', fact.line, { column: 'value', value: fact.text, rule, reason });
  }
  const said = new Set(shorter.flatMap((other) => [...flowsOf(new Figures(filing, other.contexts)).keys()]));
  for (const [metric, value] of found) {
    if (doubted.has(metric)) continue;
    const isBalance = balanced.has(metric) || metric === 'shares_cr';
    // The year to date only repeats its quarters, except for what companies state of no quarter, as cash flows.
    if (isBalance ? !isLongest : period.period === 'QUARTER' && shorter.length > 0 && said.has(metric)) continue;
    const isPoint = metric === 'shares_cr';
    out.row(
      'statements',
      [
        ...[ticker, end, isPoint ? 'POINT' : period.period, metric, written(metric, value), publishedOn(filing)],
        ...[isPoint ? '' : String(period.months), isPoint ? '' : basisOf(filing)],
      ],
      flows.line,
    );
  }
}

/** Percentages are written as fractions. Where nothing was entered they are 0, which no bank's bad loans are. */
function percentages(flows: Figures, { period, months }: FilingPeriod): ReadonlyMap<StatementMetric, Ratio> {
  const found = new Map<StatementMetric, Ratio>();
  for (const [metric, name] of [
    ['gnpa_pct', 'PercentageOfGrossNpa'],
    ['nnpa_pct', 'PercentageOfNpa'],
  ] as const) {
    const part = flows.firstNotZero(name);
    if (part !== null) found.set(metric, times(part, PER_CENT));
  }
  // Some banks state that of a quarter for a year, and others do not.
  const roa = period === 'ANNUAL' && months === 12 ? flows.firstNotZero('ReturnOnAssets') : null;
  if (roa !== null) found.set('roa', roa);
  return found;
}

function written(metric: StatementMetric, value: Ratio): string {
  const places = PLACES[metric];
  return places === undefined
    ? textOfDecimal(times(value, inverse(CRORE)), CRORE_PLACES)
    : textOfDecimal(value, places);
}

/** The day on which the board approved the results, which the exchange hears within the hour; empty where it is not said. */
const publishedOn = (filing: Filing): string =>
  writtenDate(filing.text('DateOfBoardMeetingWhenFinancialResultsWereApproved')) ??
  writtenDate(filing.text('DateOfEndOfBoardMeeting')) ??
  '';

function basisOf(filing: Filing): string {
  const nature = filing.text('NatureOfReportStandaloneConsolidated');
  return /consolidated/i.test(nature) ? 'CONSOLIDATED' : /standalone/i.test(nature) ? 'STANDALONE' : '';
}
