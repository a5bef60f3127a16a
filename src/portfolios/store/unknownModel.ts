import { UserError } from '../../userError.js';

/** A change names a model that its owner does not have. */
export class UnknownModel extends UserError {}
