import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { UserError } from '../../../userError.js';
import type { Content, TableContent, TableRecord } from './content.js';
import { decodedText } from './decodedText.js';
import { isWorkbook, type SourceFile } from './sourceFiles.js';
import { workbookOf } from './workbookOf.js';

/** The beginning of a text tells what kind it is. */
const HEAD_CHARACTERS = 20_000;
const HTML = /^(<\?xml[^>]*>|<!--[\s\S]*?-->|\s)*<(!doctype\s+html|html|head|body)\b/i;
const XML_ELEMENT = /<([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s/>]/;
/** What Excel wrote before 2007. */
const OLD_WORKBOOK = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const PDF = Buffer.from('%PDF');

/**
 * Reads what a file holds, whatever it is called.
 *
 * @throws UserError where it is empty, damaged, or of a kind that no adapter reads, such as a page of HTML
 */
export async function contentOf({ name, bytes }: Pick<SourceFile, 'name' | 'bytes'>): Promise<Content> {
  if (isWorkbook(bytes)) return workbookOf(name, bytes);
  refuseOtherKinds(name, bytes);
  const text = decodedText(name, bytes);
  const head = text.slice(0, HEAD_CHARACTERS).trimStart();
  if (head === '') {
    throw new UserError(`${name} is empty: expected the file of an exchange or site. Fetch it again.`);
  }
  if (HTML.test(head)) {
    throw new UserError(
      `${name} is a page of HTML: expected data. Sites answer so where a file is missing or access is refused; open the page ` +
        'to see why. Nothing of it was taken.',
    );
  }
  if (head.startsWith('<')) return xmlOf(name, head, bytes);
  if (/^[[{]/.test(head)) return { kind: 'JSON', name, value: parsed(name, text) };
  return tableOf(name, text);
}

function refuseOtherKinds(name: string, bytes: Buffer): void {
  const startsWith = (magic: Buffer) => bytes.subarray(0, magic.length).equals(magic);
  const kind = startsWith(OLD_WORKBOOK) ? 'an Excel file of before 2007' : startsWith(PDF) ? 'a PDF' : null;
  if (kind === null) return;
  throw new UserError(`${name} is ${kind}: expected CSV, JSON, XML or .xlsx. Save it as one of these.`);
}

/** Python writes NaN and Infinity, which JSON does not have, for what is not known. Texts within quotes stay. */
const NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

function parsed(name: string, text: string): unknown {
  const whole = jsonIn(text);
  if (whole !== undefined) return whole;
  try {
    const known = text.replace(NO_NUMBER, (token) => (token.startsWith('"') ? token : 'null'));
    return JSON.parse(known) as unknown;
  } catch (error) {
    throw new UserError(
      `${name} is no whole JSON text (${(error as Error).message}): it was cut off or damaged. Fetch it again; ` +
        'nothing of it was taken.',
    );
  }
}

/** @returns undefined where a text is no JSON */
function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function xmlOf(name: string, head: string, bytes: Buffer): Content {
  const root = XML_ELEMENT.exec(head)?.[1];
  if (root === undefined) {
    throw new UserError(`${name} is no XML document: expected an element in it. Fetch it again.`);
  }
  return { kind: 'XML', name, root, head, stream: () => Readable.from([bytes]) };
}

function tableOf(name: string, text: string): TableContent {
  const written = text.slice(text.lastIndexOf('\n', text.search(/\S/)) + 1);
  // A quoted field may go on after the head of the text.
  const [first] = /^[^"\n]*\n/.test(written)
    ? recordsOf(name, written.slice(0, written.indexOf('\n')))
    : recordsOf(name, written);
  return {
    kind: 'TABLE',
    name,
    header: first?.fields.map((field) => field.trim()) ?? [],
    text,
    records: function* () {
      for (const { fields, line } of recordsOf(name, text)) {
        yield { fields: fields.map((field) => field.trim()), line };
      }
    },
    written: () => recordsOf(name, text),
  };
}

/** Yields the records of a table. Blank lines are skipped. */
function* recordsOf(name: string, text: string): Generator<TableRecord> {
  let line = 1;
  if (!text.includes('"')) {
    for (const record of text.split('\n')) {
      if (record.trim() !== '') yield { fields: record.split(','), line };
      line++;
    }
    return;
  }
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' });
  const broken = errors.find(({ type }) => type === 'Quotes')?.row ?? Infinity;
  for (const [row, fields] of data.entries()) {
    if (row === broken) {
      throw new UserError(
        `${name}, line ${line}: a quoted field is not closed, or goes on after its closing quote. The file was cut off or ` +
          'damaged: fetch it again. Nothing of it was taken.',
      );
    }
    if (fields.length > 1 || fields[0].trim() !== '') yield { fields, line };
    line += fields.reduce((sum, field) => sum + field.split('\n').length - 1, 1);
  }
}
