import { createReadStream } from 'node:fs';
import { canonicalJson } from '../../../canonicalJson.js';
import { fileFault } from '../../../fileFault.js';
import { shown } from '../../../shown.js';
import { UserError } from '../../../userError.js';
import { repeatsKey } from './repeatsKey.js';
import { reportFile, type ReportFile } from './reportFile.js';

/** As much as the service makes at most. */
const MOST_BYTES = 16 * 2 ** 20;

/**
 * Reads the JSON file of a report.
 *
 * @throws UserError where it cannot be read, is too long, or is no such file
 */
export async function readReportFile(path: string): Promise<ReportFile> {
  const expected = (got: string): UserError =>
    new UserError(
      `Expected the JSON file of a report, got ${got}: ${path}. Name the file as it was downloaded.`,
    );
  const text = textOf(await readBytes(path));
  if (text === null) throw expected('one that is not in UTF-8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw expected('one that is no JSON');
  }
  const { data, error } = reportFile.safeParse(value);
  if (data === undefined) {
    const [{ path: at, message }] = error.issues;
    throw expected(`another (${shown(at.join('.') || 'the whole')}: ${shown(message)})`);
  }
  if (!hasCanonicalJson(value)) throw expected('one that is nested too deeply, or has endless numbers');
  if (repeatsKey(text, value)) {
    throw expected('one with a key twice in an object, which programs read differently');
  }
  return { ...data, content: (value as Pick<ReportFile, 'content'>).content };
}

function hasCanonicalJson(value: unknown): boolean {
  try {
    canonicalJson(value);
    return true;
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return false;
    throw error;
  }
}

async function readBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > MOST_BYTES) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${fileFault(error)}.`);
  }
  if (length <= MOST_BYTES) return Buffer.concat(chunks, length);
  throw new UserError(
    `Expected the JSON file of a report, which has at most ${MOST_BYTES} bytes, got a longer one: ${path}.`,
  );
}

function textOf(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
