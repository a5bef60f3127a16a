/** A fact of a filing for a test: in a context, in rupees unless it says another unit. */
export type XbrlFact = readonly [
  name: string,
  value: string,
  options?: { readonly in?: string; readonly unit?: string },
];

/** Returns a context of a filing. */
export const xbrlContext = (id: string, period: string, scenario = ''): string =>
  `<xbrli:context id="${id}"><xbrli:entity><xbrli:identifier scheme="http://www.nseindia.com/NSESymbol">ALPHA` +
  `</xbrli:identifier></xbrli:entity><xbrli:period>${period}</xbrli:period>${scenario}</xbrli:context>`;
export const xbrlSpan = (start: string, end: string): string =>
  `<xbrli:startDate>${start}</xbrli:startDate><xbrli:endDate>${end}</xbrli:endDate>`;
export const xbrlInstant = (day: string): string => `<xbrli:instant>${day}</xbrli:instant>`;

/** Returns an XBRL document, written for a test. */
export function xbrlFile(
  facts: readonly XbrlFact[],
  {
    contexts = [] as readonly string[],
    prefix = 'in-bse-fin',
    taxonomy = 'http://www.bseindia.com/xbrl/fin/2020-03-31/in-bse-fin',
  } = {},
): string {
  const lines = facts.map(([name, value, { in: context = 'OneD', unit = 'INR' } = {}]) => {
    const measure = /^-?[\d.]+$/.test(value) ? ` unitRef="${unit}" decimals="-5"` : '';
    return `<${prefix}:${name} contextRef="${context}"${measure}>${value}</${prefix}:${name}>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xbrli:xbrl xmlns:${prefix}="${taxonomy}" xmlns:xbrldi="http://xbrl.org/2006/xbrldi" xmlns:iso4217="http://www.xbrl.org/2003/iso4217" xmlns:xbrli="http://www.xbrl.org/2003/instance">`,
    ...contexts,
    '<xbrli:unit id="INR"><xbrli:measure>iso4217:INR</xbrli:measure></xbrli:unit>',
    '<xbrli:unit id="USD"><xbrli:measure>iso4217:USD</xbrli:measure></xbrli:unit>',
    ...lines,
    '</xbrli:xbrl>',
    '',
  ].join('\n');
}

/** What each filing of results says of itself. */
const ABOUT: readonly XbrlFact[] = [
  ['Symbol', 'ALPHA'],
  ['NameOfTheCompany', 'Alpha Limited'],
  ['DateOfStartOfFinancialYear', '2023-04-01'],
  ['DateOfEndOfFinancialYear', '2024-03-31'],
  ['DateOfBoardMeetingWhenFinancialResultsWereApproved', '2024-05-09'],
  ['NatureOfReportStandaloneConsolidated', 'Consolidated'],
];
const QUARTER: readonly XbrlFact[] = [
  ['DateOfStartOfReportingPeriod', '2024-01-01'],
  ['DateOfEndOfReportingPeriod', '2024-03-31'],
  ['RevenueFromOperations', '2500000000.00'],
  ['OtherIncome', '100000000'],
  ['Income', '2600000000'],
  ['FinanceCosts', '50000000'],
  ['DepreciationDepletionAndAmortisationExpense', '150000000'],
  ['Expenses', '2200000000'],
  ['ProfitBeforeExceptionalItemsAndTax', '400000000'],
  ['ProfitBeforeTax', '400000000'],
  ['TaxExpense', '100000000'],
  ['ProfitLossForPeriodFromContinuingOperations', '300000000'],
  ['ProfitLossForPeriod', '300000000'],
  ['ProfitOrLossAttributableToOwnersOfParent', '290000000'],
  ['PaidUpValueOfEquityShareCapital', '200000000'],
  ['FaceValueOfEquityShareCapital', '2'],
  ['BasicEarningsLossPerShareFromContinuingAndDiscontinuedOperations', '2.90'],
];
const BALANCE: readonly XbrlFact[] = [
  ['EquityShareCapital', '200000000'],
  ['OtherEquity', '4800000000'],
  ['EquityAttributableToOwnersOfParent', '5000000000'],
  ['BorrowingsCurrent', '400000000'],
  ['BorrowingsNoncurrent', '600000000'],
  ['Assets', '9000000000'],
  ['EquityAndLiabilities', '9000000000'],
];

const within = (facts: readonly XbrlFact[], context: string): readonly XbrlFact[] =>
  facts.map(([name, value, options = {}]) => [name, value, { ...options, in: context }]);

/**
 * Returns the facts of a filing of a year and its last quarter: sales of ₹250 crore in the quarter, and of ₹1,000 crore in
 * the year.
 *
 * @param changed other values by element, or by context and element; null leaves the fact out
 */
export function resultFacts(changed: Readonly<Record<string, string | null>> = {}): readonly XbrlFact[] {
  const ofYear = ([name, value]: XbrlFact): XbrlFact => {
    if (name === 'DateOfStartOfReportingPeriod') return [name, '2023-04-01'];
    const isSame = name.startsWith('DateOf') || /Capital$/.test(name);
    return [name, isSame ? value : name.startsWith('Basic') ? '11.60' : String(Number(value) * 4)];
  };
  const year: readonly XbrlFact[] = [
    ...QUARTER.map(ofYear),
    ['CashFlowsFromUsedInOperatingActivities', '-123456789.01'],
  ];
  const all = [...ABOUT, ...within(QUARTER, 'OneD'), ...within(year, 'FourD'), ...within(BALANCE, 'OneI')];
  return all.flatMap(([name, value, options = {}]): readonly XbrlFact[] => {
    const own = `${options.in ?? 'OneD'} ${name}`;
    const other = own in changed ? changed[own] : name in changed ? changed[name] : value;
    return other === null ? [] : [[name, other, options]];
  });
}

/** Returns the contexts of such a filing as the exchange's forms declare them: the year with the dates of the quarter. */
export const RESULT_CONTEXTS: readonly string[] = [
  xbrlContext('OneD', xbrlSpan('2024-01-01', '2024-03-31')),
  xbrlContext('FourD', xbrlSpan('2024-01-01', '2024-03-31')),
  xbrlContext('OneI', xbrlInstant('2024-03-31')),
];

export const resultFile = (changed: Readonly<Record<string, string | null>> = {}): string =>
  xbrlFile(resultFacts(changed), { contexts: RESULT_CONTEXTS });
