const WIDTH = 120;
/** What would begin a list, a quotation or a heading at the beginning of a line. */
const MARKER = /^(?:[-+*>#]|\d+[.)])/;

/**
 * Wraps the paragraphs and list items of a Markdown text at 120 columns. Tables, headings and what is separated by empty
 * lines stay as they are.
 */
export const wrapped = (markdown: string): string =>
  markdown
    .split('\n\n')
    .map((block) =>
      /^[|#]/.test(block)
        ? block
        : block
            .split(/\n(?=- |\d+\. )/)
            .map(wrappedItem)
            .join('\n'),
    )
    .join('\n\n');

function wrappedItem(item: string): string {
  const [marker] = /^(?:- |\d+\. )?/.exec(item) ?? [''];
  const lines: string[] = [];
  let line = marker;
  for (const word of item.slice(marker.length).trim().split(/\s+/)) {
    const longer = line === marker ? line + word : `${line} ${word}`;
    if (longer.length <= WIDTH || line.trim() === '' || MARKER.test(word)) line = longer;
    else {
      lines.push(line);
      line = ' '.repeat(marker.length) + word;
    }
  }
  return `${[...lines, line].join('\n')}${item.endsWith('\n') ? '\n' : ''}`;
}
