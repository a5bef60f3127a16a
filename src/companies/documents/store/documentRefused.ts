import { UserError } from '../../../userError.js';

/**
 * Why a document is refused at the door:
 *
 * - `FIELD`: one of its particulars cannot be used.
 * - `EMPTY`, `TOO_LARGE`, `MEDIA_TYPE`: its file cannot be used.
 * - `CONFLICT`: its bytes are a document already, with other particulars.
 */
export type RefusalKind = 'FIELD' | 'EMPTY' | 'TOO_LARGE' | 'MEDIA_TYPE' | 'CONFLICT';

/** A document that is refused. Nothing of it is kept. */
export class DocumentRefused extends UserError {
  /**
   * @param field the particular that is at fault, such as `publishedOn`, or `file`
   * @param documentId of the document that has the bytes already; null: it is no conflict
   */
  constructor(
    readonly kind: RefusalKind,
    readonly field: string,
    message: string,
    readonly documentId: number | null = null,
  ) {
    super(message);
  }
}
