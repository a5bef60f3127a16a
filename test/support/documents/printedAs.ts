/**
 * Returns a pattern of what a document says a command prints. Numbers may be others, and an ellipsis stands for the rest
 * of a word, of which a prefix such as `gol_` is kept.
 */
export function printedAs(lines: readonly string[]): RegExp {
  const word = (text: string): string =>
    text.endsWith('…')
      ? `${/^[a-z]+_/.exec(text)?.[0] ?? ''}\\S+`
      : text.replaceAll(/[^\w ]/g, '\\$&').replaceAll(/\d+/g, '\\d+');
  return new RegExp(`^${lines.map((line) => line.split(' ').map(word).join(' ')).join('\n')}$`);
}
