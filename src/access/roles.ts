import { SCOPES, type Scope } from './scopes.js';

/** The roles of users, each with everything that those before it may do. */
export const ROLES = ['VIEWER', 'ANALYST', 'TRADER', 'ADMIN'] as const;

export type Role = (typeof ROLES)[number];

/** What each role adds to the one before it. */
const ADDED: Readonly<Record<Role, readonly Scope[]>> = {
  VIEWER: ['SCORES_READ', 'MARKET_READ', 'RISK_READ', 'COMPANIES_READ', 'OWN_ACCOUNT'],
  ANALYST: ['WHAT_IF', 'ALERTS_WRITE', 'COMPANIES_WRITE', 'REPORTS_WRITE', 'EXPORTS_WRITE'],
  TRADER: ['PORTFOLIOS_READ', 'PORTFOLIOS_WRITE', 'PORTFOLIOS_REBALANCE'],
  ADMIN: [
    'RUNS_WRITE',
    'MARKET_WRITE',
    'OPERATIONS_READ',
    'OPERATIONS_WRITE',
    'USERS_ADMIN',
    'KEYS_ADMIN',
    'AUDIT_READ',
    'EVERYBODYS_READ',
  ],
};

/** Returns what a role may do, in the order of SCOPES. */
export function scopesOf(role: Role): readonly Scope[] {
  const held = new Set(ROLES.slice(0, ROLES.indexOf(role) + 1).flatMap((included) => ADDED[included]));
  return SCOPES.filter((scope) => held.has(scope));
}
