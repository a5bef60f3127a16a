import { inverse, times, type Ratio } from '../../exact.js';
import type { StatementMetric } from '../../facts.js';
import { UserError } from '../../../userError.js';
import type { XmlContent } from '../sources/content.js';
import { contradictionsOf, sharesOf } from '../xbrl/contradictions.js';
import { textOfDecimal, whole } from '../xbrl/decimal.js';
import type { Filing } from '../xbrl/filing.js';
import { balanceOf, CRORE, Figures, flowsOf, MARGIN_PLACES, RESULTS } from '../xbrl/filingFigures.js';
import { balanceContexts, filingPeriods, type FilingPeriod } from '../xbrl/filingPeriods.js';
import { filingCompany, filingTicker } from '../xbrl/filingTicker.js';
import { readXbrl } from '../xbrl/readXbrl.js';
import type { Adapter, AdapterOutput } from './adapter.js';
import { filedByName, hashOfDocument } from './reading/filedFile.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { basisIn, resultsSubject } from './reading/filingSubjects.js';
import { writtenDate } from './reading/writtenDate.js';

/** The columns of statements that filings fill. */
export const STATEMENT_COLUMNS = [
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
  gives: { statements: { columns: STATEMENT_COLUMNS }, ...FILING_GIVES },
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
    if (!periods.some((period) => hasResult(filing, period))) {
      throw new UserError(
        `${filing.file} is a filing of ${filingCompany(filing)} that states neither revenue nor profit in the words of a ` +
          'taxonomy that is read: expected that of industry (Ind-AS), banks or NBFCs. Those of insurers are not read; record ' +
          'such figures by statements.csv. Nothing of it was taken.',
      );
    }
    // The balance is of a day: it is given once, with the year where there is one.
    const balanceOfPeriod = periods.find(({ period }) => period === 'ANNUAL') ?? periods[0];
    const said = new Set<StatementMetric>();
    for (const period of periods) {
      give(filing, { ticker, period, hasBalance: period === balanceOfPeriod, said }, out);
    }
    const [{ end }] = periods;
    const published = publishedOn(filing);
    new FilingRows(out).add(
      {
        ...{ ticker, exchange: ticker.endsWith('.BO') ? 'BSE' : 'NSE', category: 'RESULTS', periodEnd: end },
        at: filedByName(filing.file, published || end) ?? published,
        subject: resultsSubject(end, basisOf(filing)),
        hash: await hashOfDocument(content as XmlContent),
      },
      1,
    );
  },
};

/** Returns whether a filing has the element of a revenue or profit in a period, whatever it holds. */
const hasResult = (filing: Filing, { contexts }: FilingPeriod): boolean =>
  RESULTS.some((name) => contexts.some((context) => filing.fact(name, context) !== undefined));

interface GivenPeriod {
  readonly ticker: string;
  readonly period: FilingPeriod;
  readonly hasBalance: boolean;
  /** What shorter periods gave. The metrics of this one are added. */
  readonly said: Set<StatementMetric>;
}

function give(filing: Filing, { ticker, period, hasBalance, said }: GivenPeriod, out: AdapterOutput): void {
  const { end, months } = period;
  const flows = new Figures(filing, period.contexts);
  const balance = new Figures(filing, balanceContexts(filing, end));
  const ofPeriod = new Map([...flowsOf(flows), ...percentages(flows, period)]);
  const ofDay = new Map(balanceOf(balance));
  const shares = sharesOf(flows);
  if (shares !== null) ofDay.set('shares_cr', shares);
  for (const { fact, rule, reason } of [
    ...flows.wrong.values(),
    ...(hasBalance ? balance.wrong.values() : []),
  ]) {
    out.refuse('statements', fact.line, { column: 'value', value: fact.text, rule, reason });
  }
  const isBlank = [...ofPeriod.values()].every(({ over }) => over === 0n);
  if (isBlank) out.leaveOut('statements', 'NO_VALUE', `${ticker} ${end}`);
  // The year to date only repeats its quarters, except for what companies state of no quarter, as cash flows.
  const isNew = (metric: StatementMetric) => period.period === 'ANNUAL' || !said.has(metric);
  const given = new Map([
    ...[...ofPeriod].filter(([metric]) => !isBlank && isNew(metric)),
    ...(hasBalance ? ofDay : []),
  ]);
  ofPeriod.forEach((_, metric) => said.add(metric));
  const doubted = new Set<StatementMetric>();
  for (const { metrics, detail } of contradictionsOf({
    flows,
    balance,
    found: new Map([...ofPeriod, ...ofDay]),
  })) {
    metrics.forEach((metric) => doubted.add(metric));
    const concerned =
      metrics.length === 0 && hasBalance ? [''] : metrics.filter((metric) => given.has(metric));
    for (const metric of concerned) {
      out.flag('statements', flows.line, { kind: 'UNITS', ticker, date: end, metric, detail });
    }
  }
  for (const [metric, value] of given) {
    // A figure of a day counts from that day on, where nothing says when it became known.
    if (doubted.has(metric) || (metric === 'shares_cr' && publishedOn(filing) === '')) continue;
    // Shares are those of the day, whatever the filing covers.
    const of = metric === 'shares_cr' ? ['POINT', '', ''] : [period.period, String(months), basisOf(filing)];
    const [length, ...coverage] = of;
    const fields = [
      ticker,
      end,
      length,
      metric,
      writtenFigure(metric, value),
      publishedOn(filing),
      ...coverage,
    ];
    out.row('statements', fields, flows.line);
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

/** Returns a figure as the import format has it: money in ₹ crore, ratios as they are. */
export function writtenFigure(metric: StatementMetric, value: Ratio): string {
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

const basisOf = (filing: Filing) => basisIn(filing.text('NatureOfReportStandaloneConsolidated'));
