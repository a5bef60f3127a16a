import type pg from 'pg';
import type { Job } from '../../../jobs/task.js';
import { isSynthetic } from '../../../market/store/isSynthetic.js';
import { UserError } from '../../../userError.js';
import { VERSION } from '../../../version.js';
import { composeReport } from '../compose/composeReport.js';
import type { ReportFormat } from '../names.js';
import type { ReportDocument } from '../reportDocument.js';
import type { ReportServices } from '../reportServices.js';
import { questionsOf } from '../template/questionsOf.js';
import type { BegunReport } from './beginReport.js';
import { changesSince } from './changesSince.js';
import type { MadeReport } from './endReport.js';
import { storedContent } from './storedContent.js';

/** The most bytes of a file. */
const MOST_BYTES = 16_000_000;

/**
 * Makes all parts of a report, and stores nothing but what it does.
 *
 * @returns null where it does not run any more
 * @throws UserError where a question is refused, or what it is about does not exist; the reason of the signal
 */
export async function reportParts(
  report: BegunReport,
  { pool, services, signal, progress }: Job<ReportServices>,
): Promise<Omit<MadeReport, 'id'> | null> {
  const { id, kind, inputs, on, owner, formats } = report;
  const template = services.reportTemplates.get(kind);
  if (template === undefined) throw new Error(`Expected a template of ${kind} reports, got none.`);
  const asked = (answers?: ReadonlyMap<string, unknown>) => questionsOf(template, inputs, on, answers);
  const first = asked();
  // How many parts a list has is known later, so that at most this many questions are counted.
  const steps = Object.keys(template.questions).length + formats.length;
  const onAnswer = (done: number) => progress(Math.min(done, steps - formats.length), steps);
  const answers = await services.asker.ask(owner, first, signal, onAnswer, asked);
  const questions = asked(answers);
  const stored = storedContent(composeReport(template, { kind, inputs, on }, answers));
  const changes = await changesSince(pool, report, stored, template);
  if (!(await noteWriting(pool, id))) return null;
  const document: ReportDocument = {
    ...{ title: report.title, content: stored.content, hash: stored.hash, template, questions, changes },
    createdAt: report.createdAt.toISOString(),
    madeBy: VERSION,
    isSynthetic: await isSynthetic(pool),
  };
  const files = new Map<ReportFormat, Buffer>();
  for (const format of formats) {
    const body = await services.reportWriter.write(document, format, signal);
    signal.throwIfAborted();
    requireSize(format, body);
    files.set(format, body);
    progress(steps - formats.length + files.size, steps);
  }
  return { stored, changes, files };
}

async function noteWriting(pool: pg.Pool, id: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE reports SET step = 'WRITE' WHERE id = $1 AND status = 'RUNNING'`,
    [id],
  );
  return rowCount === 1;
}

function requireSize(format: ReportFormat, { length }: Buffer): void {
  if (length <= MOST_BYTES) return;
  throw new UserError(
    `Expected a file of at most ${MOST_BYTES / 1e6} MB as ${format}, got one of ${(length / 1e6).toFixed(1)} MB: leave ` +
      'this format out, or ask for a report on less.',
  );
}
