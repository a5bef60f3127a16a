import { printable } from './printable.js';
import { withoutSecrets } from './withoutSecrets.js';

/**
 * An error that the user or client can fix, such as a wrong file, date or option. The message says what was expected, what
 * was given and what to do. It is shown without a stack. Because it may quote what was given, it is made printable, and secrets are left out.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  constructor(message: string, options?: ErrorOptions) {
    super(withoutSecrets(printable(message)), options);
    // An answer may have hundreds of these errors. Without this line, libraries that pass them on would format each stack.
    this.stack = `UserError: ${this.message}`;
  }
}
