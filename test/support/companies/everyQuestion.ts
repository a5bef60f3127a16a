import type { ReportQuestion } from '../../../src/companies/reports/asker.js';
import type { ReportInputs } from '../../../src/companies/reports/names.js';
import { declaredVariables } from '../../../src/companies/reports/template/questionsOf.js';
import type { ReportTemplate } from '../../../src/companies/reports/template/reportTemplate.js';
import { variablesOf } from '../../../src/companies/reports/template/variablesOf.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

/** With every input, so that all questions are asked. */
const INPUTS: ReportInputs = { ticker: 'A.NS' as Ticker, sector: 'it', portfolioId: 'UG9ydGZvbGlvOjE' };
const ON = '2024-10-08' as IsoDate;

/** Returns each question of a template once, with lists that are as long as they may be. */
export function everyQuestion({ lists, questions }: ReportTemplate): ReportQuestion[] {
  const known: Readonly<Record<string, unknown>> = variablesOf(INPUTS, ON);
  return Object.entries(questions).map(([name, document]) => {
    const values = declaredVariables(document).map(({ name: variable, isList }) => {
      if (!Object.hasOwn(lists, variable)) return [variable, known[variable]] as const;
      const tickers = Array.from({ length: lists[variable].most }, (_, k) => `A${k}.NS`);
      return [variable, isList ? tickers : ON] as const;
    });
    return { name, document, variables: Object.fromEntries(values) };
  });
}
