/** A password was not hashed because too many others are being hashed at the moment. */
export class TooManyHashes extends Error {
  override readonly name = 'TooManyHashes';

  constructor() {
    super('too many passwords are being checked');
  }
}
