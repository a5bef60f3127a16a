import type { Market } from '../../market/market.js';
import { assessDay } from '../../risk/assessDay.js';
import type { DayRisks } from '../../risk/dayRisks.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import { RiskHistories } from './riskHistories.js';

/** Assesses the risks of a day's universe from a market that is in memory. */
export const assessSection = (market: Market, section: CrossSection, method: RiskMethod): DayRisks =>
  assessDay(new RiskHistories(market, market.bars, method).inputsOf(section), method);
