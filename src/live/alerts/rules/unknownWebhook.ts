import { UserError } from '../../../userError.js';

/** A rule names a webhook that its owner does not have. */
export class UnknownWebhook extends UserError {}
