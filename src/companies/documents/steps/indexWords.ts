import type { Step } from './step.js';

/** Lets keyword searches find the chunks, by their headings too. */
export const indexWords: Step = ({ id }) =>
  Promise.resolve(async (client) => {
    await client.query(
      `UPDATE document_chunks SET words = to_tsvector('english', coalesce(heading || E'\\n', '') || text)
       WHERE document_id = $1`,
      [id],
    );
  });
