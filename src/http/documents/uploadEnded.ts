import { MOST_BYTES } from '../../companies/documents/store/documentFolder.js';

/** An upload that was ended before its client had sent it all. */
export class UploadEnded extends Error {
  /** @param statusCode with which it is answered */
  private constructor(
    readonly statusCode: 408 | 413,
    message: string,
  ) {
    super(message);
  }

  static tooLong(): UploadEnded {
    return new UploadEnded(
      413,
      `Expected a form with a file of at most ${MOST_BYTES / 2 ** 20} MB, got a longer one: split the file, or leave out ` +
        'its pictures.',
    );
  }

  static tooSlow(ms: number): UploadEnded {
    return new UploadEnded(
      408,
      `Expected the whole form within ${Math.round(ms / 1000)} s, got less: send it over a faster line.`,
    );
  }
}
