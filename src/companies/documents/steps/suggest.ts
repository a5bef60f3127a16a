import { storable } from '../store/storable.js';
import { cleanedText } from './cleanedText.js';
import type { Step } from './step.js';

/** Finds figures in the text. */
export const suggest: Step = async ({ id, publishedOn }, { pool, services, signal }) => {
  const cleaned = await cleanedText(pool, id);
  const figures = cleaned === null ? [] : await services.textThread.suggest(cleaned, publishedOn, signal);
  return async (client) => {
    await client.query('DELETE FROM document_figures WHERE document_id = $1', [id]);
    await client.query(
      `INSERT INTO document_figures
         (document_id, place, code, period_end, months, value, unit, confidence, text, page, start_at)
       SELECT $1, given.number - 1, code, period_end, months, value, unit, confidence, text, page, start_at
       FROM unnest($2::text[], $3::date[], $4::int4[], $5::numeric[], $6::text[], $7::numeric[], $8::text[], $9::int4[],
         $10::int4[]) WITH ORDINALITY
         AS given (code, period_end, months, value, unit, confidence, text, page, start_at, number)`,
      [
        id,
        figures.map(({ code }) => code),
        figures.map(({ periodEnd }) => periodEnd),
        figures.map(({ months }) => months),
        figures.map(({ value }) => value),
        figures.map(({ unit }) => unit),
        figures.map(({ confidence }) => confidence),
        figures.map(({ text }) => storable(text)),
        figures.map(({ page }) => page),
        figures.map(({ start }) => start),
      ],
    );
  };
};
