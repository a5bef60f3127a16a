import { RISK_LEVELS, type RiskLevel } from './names.js';
import type { RiskMethod } from './riskMethod.js';

/** Returns the level of a judged risk, in points. */
export function levelOf(judged: number, { parameters: { levels } }: RiskMethod): RiskLevel {
  let level: RiskLevel = 'LOW';
  for (const one of RISK_LEVELS) if (one !== 'LOW' && judged >= levels[one]) level = one;
  return level;
}
