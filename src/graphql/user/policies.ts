import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const USER_POLICIES: Policies = {
  ...inherited('User', ['active', 'createdAt', 'id', 'role', 'version'], { email: 50, name: 50 }),
  ...inherited('Person', ['id'], { name: 50 }),
};
