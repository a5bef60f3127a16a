import { printable } from '../../../../printable.js';

/** A piece of HTML, in which every text is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What stands between pieces of HTML: texts and numbers are escaped, and null is nothing. */
export type MarkupPart = Markup | string | number | null | readonly MarkupPart[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Joins HTML with values, each of which is escaped for text and for attributes in quotes. Characters that turn or hide text
 * are replaced.
 *
 * @example
 * markup`<p title="${'"'}">${'<b>'}</p>`; // <p title="&quot;">&lt;b&gt;</p>
 */
export const markup = (strings: TemplateStringsArray, ...parts: readonly MarkupPart[]): Markup =>
  new Markup(strings.reduce((before, string, k) => before + textOf(parts[k - 1]) + string));

function textOf(part: MarkupPart): string {
  if (part === null) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(textOf).join('');
  return printable(String(part)).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}
