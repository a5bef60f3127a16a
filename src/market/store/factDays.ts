/**
 * The table of each dataset, and its column of days; null where facts have none. Bars are left out: sessions have them counted
 * (`session_bars`), because there are millions.
 */
export const FACT_DAYS = {
  companies: ['companies', null],
  indices: ['index_bars', 'day'],
  actions: ['actions', 'ex_date'],
  fundamentals: ['fundamentals', 'period_end'],
  statements: ['statements', 'period_end'],
  shareholding: ['shareholding', 'quarter_end'],
  events: ['company_events', 'day'],
  holidays: ['calendar_days', 'day'],
  symbols: ['symbols', 'until'],
  classifications: ['classifications', 'from_day'],
  withdrawals: ['withdrawals', 'day'],
} as const satisfies Readonly<Record<string, readonly [table: string, day: string | null]>>;
