import type { Noun } from '../noun.js';
import { STATEMENT_POLICIES } from './policies.js';
import { StockStatements } from './stockStatements.js';

export const statementNoun: Noun = { resolvers: [StockStatements], policies: STATEMENT_POLICIES };
