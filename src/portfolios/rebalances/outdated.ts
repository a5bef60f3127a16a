import { UserError } from '../../userError.js';

/** What a rebalance was computed from has changed before it could be stored. It rolls the transaction back. */
export class Outdated extends UserError {
  constructor() {
    super('Expected a portfolio and a model as they were read, got changed ones: try again.');
  }
}
