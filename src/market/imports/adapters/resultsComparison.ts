import { times } from '../../exact.js';
import type { StatementMetric } from '../../facts.js';
import type { Content, JsonContent } from '../sources/content.js';
import { contradictionsOf, sharesOf } from '../xbrl/contradictions.js';
import { decimalOfText, textOfDecimal, whole } from '../xbrl/decimal.js';
import { Filing, type FilingContext, type FilingFact } from '../xbrl/filing.js';
import { Figures, flowsOf } from '../xbrl/filingFigures.js';
import { filingPeriods } from '../xbrl/filingPeriods.js';
import type { Adapter } from './adapter.js';
import { FILING_GIVES, FilingRows } from './reading/filingRows.js';
import { resultsSubject } from './reading/filingSubjects.js';
import { namedTicker } from './reading/namedTicker.js';
import { plainDecimal } from './reading/plainDecimal.js';
import { STATEMENT_COLUMNS, writtenFigure } from './resultsXbrl.js';
import { writtenDate } from './reading/writtenDate.js';

type JsonObject = Readonly<Record<string, unknown>>;

const LAKH = whole(100_000);
/** The elements of the filings that the fields repeat, in lakh of rupees. */
const MONEY: Readonly<Record<string, string>> = {
  re_net_sale: 'RevenueFromOperations',
  re_int_earned: 'InterestEarned',
  re_oth_inc_new: 'OtherIncome',
  re_total_inc: 'Income',
  re_oth_tot_exp: 'Expenses',
  re_int_new: 'FinanceCosts',
  re_int_expd: 'InterestExpended',
  re_depr_und_exp: 'DepreciationDepletionAndAmortisationExpense',
  re_tax: 'TaxExpense',
  re_net_profit: 'ProfitLossForPeriod',
  re_pdup: 'PaidUpValueOfEquityShareCapital',
};
const PER_SHARE: Readonly<Record<string, string>> = {
  re_basic_eps_for_cont_dic_opr: 'BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations',
  re_basic_eps: 'BasicEarningsPerShareAfterExtraordinaryItems',
  re_face_val: 'FaceValueOfEquityShareCapital',
};

/** NSE's comparison of a company's newest quarters, which names no stock and does not say whether it is of the group. */
export const resultsComparison: Adapter = {
  name: 'nse-results-comparison',
  title: 'NSE comparison of results (JSON)',
  gives: { statements: { columns: STATEMENT_COLUMNS }, ...FILING_GIVES },
  source: 'PRIMARY',
  recognises: (content) => recordsOf(content) !== null,
  read: (content, out, context) => {
    const { name } = content as JsonContent;
    const ticker = namedTicker(name, '', context);
    const filings = new FilingRows(out);
    for (const [place, record] of (recordsOf(content) ?? []).entries()) {
      const line = place + 1;
      const filing = filingOf(name, record, line);
      const period = filingPeriods(filing).at(0);
      if (period === undefined) {
        const value = plainDecimal(record['re_to_dt']);
        const reason = 'expected the dates of the start and the end of a period';
        out.refuse('statements', line, { column: 'period_end', value, rule: 'NOT_A_DATE', reason });
        continue;
      }
      const flows = new Figures(filing, period.contexts);
      const found = new Map<StatementMetric, NonNullable<ReturnType<Figures['of']>>>(flowsOf(flows));
      const published = writtenDate(plainDecimal(record['re_create_dt'])) ?? '';
      filings.add(
        {
          ...{ ticker, exchange: 'NSE', category: 'RESULTS', periodEnd: period.end, at: published },
          subject: resultsSubject(period.end, ''),
        },
        line,
      );
      // A figure of a day counts from that day on, where nothing says when it became known.
      const shares = published === '' ? null : sharesOf(flows);
      if (shares !== null) found.set('shares_cr', shares);
      for (const { fact, rule, reason } of flows.wrong.values()) {
        out.refuse('statements', line, { column: 'value', value: fact.text, rule, reason });
      }
      for (const { metrics, detail } of contradictionsOf({
        flows,
        balance: new Figures(filing, []),
        found,
      })) {
        for (const metric of metrics.filter((one) => found.delete(one))) {
          out.flag('statements', line, { kind: 'UNITS', ticker, date: period.end, metric, detail });
        }
      }
      for (const [metric, value] of found) {
        const isPoint = metric === 'shares_cr';
        const length = isPoint ? ['POINT', ''] : [period.period, String(period.months)];
        const fields = [
          ticker,
          period.end,
          length[0],
          metric,
          writtenFigure(metric, value),
          published,
          length[1],
          '',
        ];
        out.row('statements', fields, line);
      }
    }
  },
};

function recordsOf(content: Content): readonly JsonObject[] | null {
  if (content.kind !== 'JSON' || typeof content.value !== 'object' || content.value === null) return null;
  if (!('resCmpData' in content.value)) return null;
  const records: unknown = content.value.resCmpData;
  if (records === null) return [];
  return Array.isArray(records) && records.every((one) => typeof one === 'object' && one !== null)
    ? (records as JsonObject[])
    : null;
}

/** Returns a record as the filing that it repeats. */
function filingOf(name: string, record: JsonObject, line: number): Filing {
  const context = 'OneD';
  const facts = new Map<string, FilingFact>();
  const put = (field: string, element: string, scale: typeof LAKH) => {
    const text = plainDecimal(record[field]);
    const value = decimalOfText(text);
    if (text === '') return;
    const scaled = value === null ? text : textOfDecimal(times(value, scale), 6);
    facts.set(element, { name: element, context, unit: '', text: scaled, line, isDisputed: false });
  };
  Object.entries(MONEY).forEach(([field, element]) => put(field, element, LAKH));
  Object.entries(PER_SHARE).forEach(([field, element]) => put(field, element, whole(1)));
  const [start, end] = ['re_from_dt', 're_to_dt'].map((field) => plainDecimal(record[field]));
  const declared: FilingContext = { scheme: '', identifier: '', start, end, instant: '', members: [] };
  return new Filing(name, new Map([[context, declared]]), new Map([[context, facts]]));
}
