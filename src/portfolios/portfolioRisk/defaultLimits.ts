import type { RiskLimits } from './riskInput.js';

/** 20 % a position, 50 % a sector, 5 % cash, 3 % value at risk. */
export const DEFAULT_LIMITS: RiskLimits = { position: 2000n, sector: 5000n, cash: 500n, valueAtRisk: 300n };
