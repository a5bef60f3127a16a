/**
 * Something that the caller can fix: a wrong file, date or option. The message says what was expected, what
 * came and what to do; it is shown as it is, without a stack.
 */
export class UserError extends Error {
  override readonly name: string = 'UserError';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    // An answer may have hundreds, and each library that hands them on would have a text made of where it comes from.
    this.stack = `UserError: ${message}`;
  }
}
