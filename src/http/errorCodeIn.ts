/** Apollo writes errors first, so the first bytes tell whether an answer has any. */
const ERRORS = /^\[?\{"errors":/;
/** Within a text of JSON a quote has a backslash before it, so that no message matches. */
const CODE = /"code":"([A-Z_]+)"/;

/** Returns the code of the first error of an answer; null where it has no errors, undefined where the error has no code. */
export function errorCodeIn(text: string): string | null | undefined {
  return ERRORS.test(text) ? CODE.exec(text)?.[1] : null;
}
