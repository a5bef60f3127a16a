import { Parser } from 'htmlparser2';
import { decodedText } from '../decodedText.js';
import type { ExtractedDocument } from '../../text/documentText.js';
import { declaredEncoding } from './declaredEncoding.js';
import { HtmlText } from './htmlText.js';

/**
 * Reads the text of a page in HTML. It is parsed, never run: scripts and styles are left out, entities of XML are not
 * expanded, nothing is loaded.
 *
 * @throws Unreadable where it has no text, too much of it, or elements that are nested too deep
 */
export function readHtml(bytes: Uint8Array): ExtractedDocument {
  const text = new HtmlText();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => text.open(name, attributes),
      onclosetag: (name) => text.close(name),
      ontext: (data) => text.add(data),
    },
    { decodeEntities: true },
  );
  parser.end(decodedText(bytes, declaredEncoding(bytes)));
  return text.document();
}
