import { canonicalJson } from '../../canonicalJson.js';
import type { DayInputs } from '../../market/crossSection.js';
import type { Assessment, RiskFactor, RiskPart } from '../../risk/assessment.js';
import { assessmentOf } from '../../risk/assessmentOf.js';
import type { DayRisks } from '../../risk/dayRisks.js';
import type { RiskPartKind } from '../../risk/names.js';
import { observationsAt } from '../../risk/observationsAt.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';

/** The risk of a stock as it is printed. */
interface StockRiskReport extends Omit<Assessment, 'parts' | 'factors'> {
  readonly parts: Readonly<Record<RiskPartKind, Omit<RiskPart, 'kind'>>>;
  readonly factors: readonly RiskFactor[];
}

/** The risks of a whole day, as `greyoak risk FOLDER --json` prints them. */
export interface RiskReport {
  readonly date: IsoDate;
  readonly method: { readonly name: string; readonly hash: string };
  /** Why companies were not assessed, by their tickers. */
  readonly notAssessed: Readonly<Record<Ticker, string>>;
  readonly stocks: Readonly<Record<Ticker, StockRiskReport>>;
}

/** Reports the risks of a day. */
export function riskReport(
  risks: DayRisks,
  notScored: DayInputs['notScored'],
  method: RiskMethod,
): RiskReport {
  return {
    date: risks.date,
    method: { name: method.name, hash: method.hash },
    notAssessed: Object.fromEntries(notScored.map(({ ticker, reason }) => [ticker, reason])),
    stocks: Object.fromEntries(
      risks.tickers.map((ticker, i) => [ticker, reportOf(assessmentOf(observationsAt(risks, i), method))]),
    ),
  };
}

/** Encodes a report as one line of JSON with sorted keys: the same day gives the same bytes on every machine. */
export function riskReportJson(report: RiskReport): string {
  return `${canonicalJson(report)}\n`;
}

function reportOf({ parts, ...whole }: Assessment): StockRiskReport {
  const byKind = Object.fromEntries(parts.map(({ kind, ...part }) => [kind, part]));
  return { ...whole, parts: byKind as StockRiskReport['parts'] };
}
