import type { Noun } from '../noun.js';
import { BarResolver } from './barResolver.js';
import { BAR_POLICIES } from './policies.js';
import { StockBars } from './stockBars.js';

export const barNoun: Noun = { resolvers: [StockBars, BarResolver], policies: BAR_POLICIES };
