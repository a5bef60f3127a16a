import type { Database } from '../../../src/database/database.js';
import { observationsOf } from '../../../src/database/riskRow.js';
import { crossSectionAsOf, KnownFacts } from '../../../src/market/crossSection.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import { assessDay } from '../../../src/risk/assessDay.js';
import type { Assessment } from '../../../src/risk/assessment.js';
import { assessmentOf } from '../../../src/risk/assessmentOf.js';
import { observationsAt } from '../../../src/risk/observationsAt.js';
import { RiskHistories } from '../../../src/runs/risks/riskHistories.js';
import type { ScoringSetup } from '../../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { day } from '../market/folder.js';

/** The risks of a day by their tickers. */
export type Risks = Readonly<Record<string, Assessment>>;

/** What `greyoak risk FOLDER` says of any day of a folder. */
export async function risksOf(
  folder: string,
  { method, sectors, risk }: ScoringSetup,
): Promise<(date: IsoDate) => Risks> {
  const { market } = await readFolder(folder, { today: day('2026-11-20') });
  const known = new KnownFacts(market);
  const histories = new RiskHistories(market, market.bars, risk.method);
  const found = new Map<IsoDate, Risks>();
  return (date) => {
    const kept = found.get(date);
    if (kept !== undefined) return kept;
    const { section } = crossSectionAsOf(market, date, method, sectors, known);
    const risks = assessDay(histories.inputsOf(section), risk.method);
    const byTicker = Object.fromEntries(
      risks.tickers.map((ticker, i) => [ticker, assessmentOf(observationsAt(risks, i), risk.method)]),
    );
    found.set(date, byTicker);
    return byTicker;
  };
}

/** All current risks, by their days. The stored points are checked against those that follow from what was observed. */
export async function storedRisks({ pool }: Database, { risk }: ScoringSetup): Promise<Map<string, Risks>> {
  const { rows } = await pool.query(
    'SELECT ticker, current_risks.* FROM current_risks JOIN stocks ON stocks.id = stock_id ORDER BY day, ticker',
  );
  const days = new Map<string, Record<string, Assessment>>();
  for (const row of rows) {
    const assessment = assessmentOf(observationsOf(row), risk.method);
    const { value, lower, upper, judged } = row;
    const points = { value, lower, upper, judged };
    if (JSON.stringify(points) !== JSON.stringify(pointsOf(assessment))) {
      throw new Error(`${row.ticker} on ${row.day}: stored ${JSON.stringify(points)}`);
    }
    const ofDay = days.get(row.day) ?? {};
    ofDay[row.ticker] = assessment;
    days.set(row.day, ofDay);
  }
  return days;
}

const pointsOf = ({ value, lower, upper, judged }: Assessment) => ({ value, lower, upper, judged });
