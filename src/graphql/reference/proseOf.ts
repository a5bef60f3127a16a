/** Returns a description as one paragraph of Markdown, in which only what stands in backticks is code. */
export function proseOf(description: string | null | undefined): string {
  return (description ?? '')
    .replaceAll(/\s+/g, ' ')
    .split(/(`[^`]*`)/)
    .map((part, k) => (k % 2 === 1 ? part : part.replaceAll(/[<>*]|(?<!\w)_|_(?!\w)/g, '\\$&')))
    .join('');
}
