/** What an interval does not say, for descriptions. docs/risk.md has the measurement. */
export const NOT_A_FORECAST =
  'The 95 % of the parts hold if returns are independent and normal. Real returns are neither: an interval says how far ' +
  'chance alone reaches, not where volatility will be (measured: the volatility of the next 60 sessions falls into it in ' +
  '47 %).';
