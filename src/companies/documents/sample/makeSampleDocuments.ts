import type pg from 'pg';
import { addDocument } from '../store/addDocument.js';
import type { DocumentFiles } from '../store/documentFiles.js';
import type { GivenParticulars } from '../store/documentParticulars.js';
import { callTranscript } from './callTranscript.js';
import { resultsNote } from './resultsNote.js';
import { sampleQuarters } from './sampleQuarter.js';
import { quarterName } from './sampleWords.js';

/** Its results are among the sample's filings. */
const TICKER = 'SYNAUTO01.NS';
const QUARTERS_OF_YEAR = 4;

/**
 * Adds two documents of a company to a sample market, where it has none yet: the note of its newest results and the transcript
 * of the call about them. Jobs process them, which the start does not wait for.
 *
 * @param files which may hold more than this store needs
 */
export async function makeSampleDocuments(pool: pg.Pool, files: DocumentFiles): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM companies JOIN stocks ON stocks.id = companies.stock_id
     WHERE ticker = $1 AND superseded_in IS NULL AND NOT EXISTS (SELECT FROM documents)`,
    [TICKER],
  );
  if (rows.length === 0) return;
  const [{ name }] = rows;
  const quarters = await sampleQuarters(pool, TICKER);
  const [now, before] = quarters;
  const yearAgo = quarters.at(QUARTERS_OF_YEAR);
  if (yearAgo === undefined) return;
  const { publishedOn } = now;
  const given = { ticker: TICKER, publishedOn, uploadedBy: null };
  const quarter = quarterName(now.periodEnd);
  const texts: readonly (readonly [GivenParticulars, string])[] = [
    [
      {
        ...given,
        category: 'RESULTS',
        title: `Results of ${quarter}`,
        url: 'https://example.com/synauto01/results',
      },
      resultsNote(name, [now, before, yearAgo]),
    ],
    [
      { ...given, category: 'ANALYST_MEET', title: `Transcript of the ${quarter} call` },
      callTranscript(name, [now, before, yearAgo]),
    ],
  ];
  for (const [particulars, text] of texts) {
    const staged = await files.stage(bytesOf(text));
    // The sample's days may be later than those of a clock that is wrong.
    const now = new Date(Math.max(Date.now(), Date.parse(publishedOn)));
    await addDocument(pool, files, particulars, staged, { now });
  }
}

async function* bytesOf(text: string): AsyncIterable<Buffer> {
  yield await Promise.resolve(Buffer.from(text));
}
