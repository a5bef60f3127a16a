/**
 * Lists names with their numbers: "`roe_3y` 0.35, `pe` 0.2".
 *
 * @param notes what to say after a name, by name
 */
export const listed = (
  table: Readonly<Record<string, number | undefined>>,
  notes: Readonly<Record<string, string>> = {},
): string =>
  Object.entries(table)
    .map(([name, value]) => `\`${name}\` ${value}${name in notes ? ` (${notes[name]})` : ''}`)
    .join(', ');
