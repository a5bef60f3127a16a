import { registerEnumType } from 'type-graphql';
import type { CallerKind } from '../access/caller.js';
import type { Role } from '../access/roles.js';
import type { Scope } from '../access/scopes.js';

/** The vocabularies of access as GraphQL enums. */

export const RoleEnum = {
  VIEWER: 'VIEWER',
  ANALYST: 'ANALYST',
  TRADER: 'TRADER',
  ADMIN: 'ADMIN',
} as const satisfies Record<Role, Role>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description:
    'The role of a user. Each may do all that the roles before it may; Query.permissions lists it.',
  valuesConfig: {
    VIEWER: { description: 'Reads scores, the market, risks and companies.' },
    ANALYST: { description: 'Tries, exports and writes reports, too.' },
    TRADER: { description: 'Keeps portfolios, too.' },
    ADMIN: { description: 'Operates the service, and changes users and all API keys.' },
  },
});

export const ScopeEnum = {
  SCORES_READ: 'SCORES_READ',
  MARKET_READ: 'MARKET_READ',
  RISK_READ: 'RISK_READ',
  COMPANIES_READ: 'COMPANIES_READ',
  OWN_ACCOUNT: 'OWN_ACCOUNT',
  WHAT_IF: 'WHAT_IF',
  ALERTS_WRITE: 'ALERTS_WRITE',
  COMPANIES_WRITE: 'COMPANIES_WRITE',
  REPORTS_WRITE: 'REPORTS_WRITE',
  EXPORTS_WRITE: 'EXPORTS_WRITE',
  PORTFOLIOS_READ: 'PORTFOLIOS_READ',
  PORTFOLIOS_WRITE: 'PORTFOLIOS_WRITE',
  PORTFOLIOS_REBALANCE: 'PORTFOLIOS_REBALANCE',
  RUNS_WRITE: 'RUNS_WRITE',
  MARKET_WRITE: 'MARKET_WRITE',
  OPERATIONS_READ: 'OPERATIONS_READ',
  OPERATIONS_WRITE: 'OPERATIONS_WRITE',
  USERS_ADMIN: 'USERS_ADMIN',
  KEYS_ADMIN: 'KEYS_ADMIN',
  AUDIT_READ: 'AUDIT_READ',
  EVERYBODYS_READ: 'EVERYBODYS_READ',
} as const satisfies Record<Scope, Scope>;
registerEnumType(ScopeEnum, {
  name: 'Scope',
  description:
    'One thing that a caller may be allowed to do. Each field needs its scopes, and many need none.',
  valuesConfig: {
    SCORES_READ: { description: 'To read scores and their validation.' },
    MARKET_READ: { description: 'To read stocks, prices and statements.' },
    RISK_READ: { description: 'To read risks.' },
    COMPANIES_READ: { description: 'To read about companies.' },
    OWN_ACCOUNT: {
      description: "To read and change one's own account, such as its API keys. No key has it.",
    },
    WHAT_IF: { description: 'To try other weights or bands.' },
    ALERTS_WRITE: { description: "To write one's own rules for alerts." },
    COMPANIES_WRITE: { description: 'To write about companies.' },
    REPORTS_WRITE: { description: 'To write reports.' },
    EXPORTS_WRITE: { description: 'To make exports.' },
    PORTFOLIOS_READ: { description: "To read one's own portfolios." },
    PORTFOLIOS_WRITE: { description: "To change one's own portfolios." },
    PORTFOLIOS_REBALANCE: { description: "To rebalance one's own portfolios." },
    RUNS_WRITE: { description: 'To have days scored again.' },
    MARKET_WRITE: { description: 'To record prices and other facts.' },
    OPERATIONS_READ: { description: 'To read how the service works, such as its metrics.' },
    OPERATIONS_WRITE: { description: 'To change how the service works.' },
    USERS_ADMIN: { description: 'To read and change users. No key has it.' },
    KEYS_ADMIN: { description: "To read and change everybody's API keys. No key has it." },
    AUDIT_READ: { description: 'To read the audit.' },
    EVERYBODYS_READ: { description: 'To read what belongs to others.' },
  },
});

export const CallerKindEnum = {
  ANONYMOUS: 'ANONYMOUS',
  LOCAL: 'LOCAL',
  USER: 'USER',
  API_KEY: 'API_KEY',
} as const satisfies Record<CallerKind, CallerKind>;
registerEnumType(CallerKindEnum, {
  name: 'CallerKind',
  description: 'How a caller is known.',
  valuesConfig: {
    ANONYMOUS: { description: 'By its address alone.' },
    LOCAL: { description: 'As the built-in user of a service that is open to its own machine.' },
    USER: { description: 'By a user session.' },
    API_KEY: { description: 'By an API key.' },
  },
});
