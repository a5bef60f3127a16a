/** Indents every line of a text by two blanks. */
export const indented = (text: string): string => text.replace(/^/gm, '  ');
