import { UserError } from '../../../userError.js';
import { storable } from '../store/storable.js';
import type { ExtractedDocument } from '../text/documentText.js';
import type { Step } from './step.js';

/** Makes the text of the lines. */
export const clean: Step = async ({ id }, { pool, services, signal }) => {
  const { rows } = await pool.query<{ extracted: ExtractedDocument | null }>(
    'SELECT extracted FROM document_texts WHERE document_id = $1',
    [id],
  );
  const extracted = rows.at(0)?.extracted;
  // It was deleted meanwhile: nothing is stored.
  if (!extracted) return () => Promise.resolve();
  const { text, layout } = await services.textThread.clean(extracted, signal);
  if (text.trim() === '') {
    throw new UserError(
      'Expected a document with text, got one without: scan it with text recognition (OCR) first.',
    );
  }
  const values = [id, storable(text), JSON.stringify(layout)];
  return async (client) => {
    await client.query(
      'UPDATE document_texts SET extracted = NULL, cleaned = $2, layout = $3 WHERE document_id = $1',
      values,
    );
  };
};
