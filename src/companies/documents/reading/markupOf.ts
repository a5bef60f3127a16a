import type { MediaType } from '../names.js';

/** Elements with which a page begins. */
const HTML_TAGS = new Set(
  `html head body title meta link base style script noscript div span p br hr table thead tbody tr td ul ol dl h1 h2 h3 h4 h5
  h6 header main article section nav center font form pre blockquote a b i u img`.split(/\s+/),
);

/**
 * Says what kind of markup a text begins with.
 *
 * @returns null where it is none
 */
export function markupOf(text: string): MediaType | string | null {
  const { rest, declared } = afterPrologue(text);
  const doctype = /^<!doctype\s+([\w:-]+)/i.exec(rest)?.[1];
  if (doctype !== undefined) return doctype.toLowerCase() === 'html' ? 'text/html' : 'an XML document';
  const [, tag = '', attributes = ''] = /^<([a-z][\w:.-]*)([^<>]*)/i.exec(rest) ?? [];
  if (HTML_TAGS.has(tag.toLowerCase()) && /^(?:\s|\/|$)/.test(attributes)) return 'text/html';
  const isXml = declared || tag.includes(':') || /\sxmlns\b/.test(attributes);
  return isXml || tag.toLowerCase() === 'svg' ? 'an XML document' : null;
}

/** Returns what follows blanks, comments and an XML declaration, and whether there is such a declaration. */
function afterPrologue(text: string): { rest: string; declared: boolean } {
  let rest = text.trimStart();
  let declared = false;
  for (;;) {
    const instruction = rest.startsWith('<?');
    const end = instruction ? '?>' : rest.startsWith('<!--') ? '-->' : null;
    if (end === null) return { rest, declared };
    declared ||= /^<\?xml\b/i.test(rest);
    const at = rest.indexOf(end);
    if (at < 0) return { rest: '', declared };
    rest = rest.slice(at + end.length).trimStart();
  }
}
