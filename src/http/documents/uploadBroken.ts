import { UploadEnded } from './uploadEnded.js';
import { FORM } from './uploadForm.js';

/** A body that is no whole form. */
export class UploadBroken extends Error {
  private constructor(cause: unknown) {
    super(
      `Expected ${FORM}, all of it as multipart/form-data, got another body, or a part of one: let your client make it, as ` +
        'curl -F and FormData do.',
      { cause },
    );
  }

  /** Returns the error for what the reader of a body failed with. One that tells its own status stays as it is. */
  static by(error: unknown): unknown {
    const { statusCode } = error as { readonly statusCode?: number };
    const isOurs = error instanceof UploadBroken || statusCode === 408 || error instanceof UploadEnded;
    return isOurs ? error : new UploadBroken(error);
  }
}
