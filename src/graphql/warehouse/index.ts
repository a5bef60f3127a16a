import type { Noun } from '../noun.js';
import { WAREHOUSE_POLICIES } from './policies.js';
import { WarehouseQueries } from './warehouseQueries.js';

export const warehouseNoun: Noun = { resolvers: [WarehouseQueries], policies: WAREHOUSE_POLICIES };
