import { UserError } from './userError.js';

/** A change names what its caller does not have: a webhook, a portfolio, a model. */
export class NotOwned extends UserError {}
