import type { CleanedText, Span } from '../../../src/companies/documents/text/documentText.js';

/**
 * Makes a cleaned text of lines. Neighbouring lines with tabs are a table, and those that begin with "# " headings. A form
 * feed begins a page.
 */
export function cleanedText(written: string): CleanedText {
  let text = '';
  const [pageStarts, headings, tables]: [number[], Span[], { start: number; end: number }[]] = [[0], [], []];
  for (const line of written.split('\n')) {
    if (line === '\f') {
      pageStarts.push(text.length);
      continue;
    }
    const start = text.length;
    text += `${line.replace(/^# /, '')}\n`;
    const span = { start, end: text.length - 1 };
    const table = tables.at(-1);
    if (line.startsWith('# ')) headings.push(span);
    else if (line.includes('\t') && table?.end === start - 1) table.end = span.end;
    else if (line.includes('\t')) tables.push(span);
  }
  return { text, layout: { pageStarts, headings, tables } };
}
