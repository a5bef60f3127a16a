import type { StatementMetric } from '../../market/facts.js';

/** What Indian filings call the metrics of statements. */
export interface MetricName {
  /** Null: of something else, which would be taken for a metric if it had no name here. */
  readonly code: StatementMetric | null;
  /** Whether it is the term of the statements, and not one of speech. */
  readonly isExact: boolean;
  /** Whether its figure is a loss. */
  readonly isLoss: boolean;
}

type Names = readonly string[];

/** The terms of the statements. */
const EXACT: Readonly<Partial<Record<StatementMetric, Names>>> = {
  sales: [
    'revenue from operations',
    'revenues from operations',
    'total revenue from operations',
    'net revenue from operations',
    'net sales',
    'income from operations',
    'total income from operations',
  ],
  net_profit: [
    'net profit',
    'net profit after tax',
    'profit after tax',
    'profits after tax',
    'profit after tax (PAT)',
    'PAT',
    'net profit for the period',
    'profit for the period',
    'profit for the year',
    'profit for the quarter',
    'profit for the period/year',
    'profit/(loss) for the period',
    'profit/(loss) for the year',
    'profit / (loss) for the period',
    'profit / (loss) for the year',
    'net profit / (loss) for the period',
  ],
  operating_profit: ['operating profit', 'pre-provision operating profit', 'PPOP'],
  eps: [
    'EPS',
    'basic EPS',
    'earnings per share',
    'earning per share',
    'earnings per share (EPS)',
    'basic earnings per share',
    'earnings per share - basic',
    'earnings per equity share',
  ],
  equity: [
    'net worth',
    'networth',
    'total equity',
    'shareholders funds',
    "shareholders' funds",
    "shareholder's funds",
  ],
  total_assets: ['total assets'],
  roe: ['return on equity', 'ROE', 'return on equity (ROE)', 'return on net worth', 'RONW'],
  roce: ['return on capital employed', 'ROCE', 'return on capital employed (ROCE)'],
  roa: ['return on assets', 'ROA', 'return on assets (ROA)', 'return on average assets', 'RoAA'],
  nim: ['net interest margin', 'NIM', 'net interest margin (NIM)', 'net interest margins', 'NIMs'],
  opm: ['operating margin', 'operating profit margin', 'OPM'],
  gnpa_pct: [
    'gross NPA',
    'gross NPAs',
    'GNPA',
    'GNPAs',
    'gross NPA ratio',
    'GNPA ratio',
    'gross NPA %',
    'gross non-performing assets',
    'gross non-performing assets ratio',
  ],
  nnpa_pct: [
    'net NPA',
    'net NPAs',
    'NNPA',
    'NNPAs',
    'net NPA ratio',
    'NNPA ratio',
    'net NPA %',
    'net non-performing assets',
    'net non-performing assets ratio',
  ],
  pcr_pct: [
    'provision coverage ratio',
    'PCR',
    'provision coverage ratio (PCR)',
    'provisioning coverage ratio',
  ],
  interest: [
    'finance costs',
    'finance cost',
    'interest expense',
    'interest expenses',
    'interest cost',
    'interest costs',
  ],
  depreciation: [
    'depreciation and amortisation expense',
    'depreciation and amortization expense',
    'depreciation and amortisation expenses',
    'depreciation and amortization expenses',
    'depreciation and amortisation',
    'depreciation and amortization',
    'depreciation & amortisation',
    'depreciation & amortization',
    'depreciation, amortisation and impairment expense',
    'depreciation',
  ],
  tax: ['tax expense', 'tax expenses', 'total tax expense', 'total tax expenses'],
  cash_from_operations: [
    'net cash from operating activities',
    'net cash generated from operating activities',
    'net cash flow from operating activities',
    'net cash flows from operating activities',
    'net cash generated from / (used in) operating activities',
    'cash flow from operating activities',
    'cash flow from operations',
    'cash flows from operations',
    'operating cash flow',
  ],
  debt: ['total debt', 'gross debt', 'total borrowings'],
  market_cap_cr: ['market capitalisation', 'market capitalization', 'market cap'],
};

/** Terms of speech. */
const LOOSE: Readonly<Partial<Record<StatementMetric, Names>>> = {
  sales: [
    'revenue',
    'revenues',
    'turnover',
    'topline',
    'top line',
    'total revenue',
    'total revenues',
    'total sales',
  ],
  net_profit: ['profit after taxes', 'bottomline', 'bottom line', 'net income'],
  tax: ['tax charge', 'tax outgo'],
  equity: ['shareholder equity', "shareholders' equity"],
};

const LOSSES: Names = [
  'net loss',
  'net loss after tax',
  'loss after tax',
  'loss for the period',
  'loss for the year',
];

/** What is no metric, but looks like one or stands where one would. */
const OTHERS: Names = [
  'EBITDA',
  'PBIDT',
  'PBDIT',
  'EBIT',
  'PBT',
  'profit before tax',
  'gross profit',
  'cash profit',
  'total income',
  'other income',
  'net interest income',
  'NII',
  'net debt',
  'long-term debt',
  'long term debt',
  'gross margin',
  'EBITDA margin',
  'EBITDA margins',
  'PAT margin',
  'PAT margins',
  'net profit margin',
  'net margin',
  'revenue growth',
  'sales growth',
  'profit growth',
  'PAT growth',
  'sales volume',
  'sales volumes',
  'revenue share',
  'revenue mix',
  'revenue guidance',
  'revenue per',
  'operating profit before',
  'net debt to equity',
  'debt to equity',
  'debt-to-equity',
  'diluted EPS',
  'cash EPS',
  'tax rate',
  'effective tax rate',
  'profit before depreciation',
  'order inflow',
  'order inflows',
  'order book',
  'total comprehensive income',
  'equity share capital',
  'return on equity share',
  'cost of sales',
  'deferred tax',
  'current tax',
  'slippages',
  'provisions',
  'capex',
  'dividend',
];

const key = (name: string) => name.toLowerCase().replace(/’/g, "'").replace(/\s+/g, ' ');

const NAMES: ReadonlyMap<string, MetricName> = new Map([
  ...OTHERS.map((name) => entry(name, null, false)),
  ...Object.entries(LOOSE).flatMap(([code, names]) => names.map((name) => entry(name, code, false))),
  ...LOSSES.map((name) => entry(name, 'net_profit', true, true)),
  ...Object.entries(EXACT).flatMap(([code, names]) => names.map((name) => entry(name, code, true))),
]);

/** Returns what a name is of, in whatever case; undefined for one that is not known. */
export function metricNamed(name: string): MetricName | undefined {
  return NAMES.get(key(name));
}

/** The longest first, so that "PAT margin" is not read as "PAT". */
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...NAMES.keys()]
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[()/]/g, '\\$&').replace(/'/g, "['’]").replace(/ /g, '\\s+'))
    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** A name in a text. */
export interface FoundName extends MetricName {
  readonly start: number;
  readonly end: number;
}

/** Returns the names in a text, in its order. */
export function metricNamesIn(text: string): FoundName[] {
  return Array.from(text.matchAll(PATTERN), ({ 0: name, index }) => {
    const known = metricNamed(name);
    return { code: null, isExact: false, isLoss: false, ...known, start: index, end: index + name.length };
  });
}

function entry(name: string, code: string | null, isExact: boolean, isLoss = false): [string, MetricName] {
  return [key(name), { code: code as StatementMetric | null, isExact, isLoss }];
}
