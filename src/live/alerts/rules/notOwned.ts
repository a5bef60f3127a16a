import { UserError } from '../../../userError.js';

/** A rule names a webhook or a portfolio that its owner does not have. */
export class NotOwned extends UserError {}
