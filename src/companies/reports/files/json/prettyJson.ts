const WIDTH = 120;

/** Writes JSON that people can read and that is not much longer: what fits on a line stands on one. */
export function prettyJson(value: unknown, indent = ''): string {
  const line = JSON.stringify(value);
  if (indent.length + line.length <= WIDTH || value === null || typeof value !== 'object') return line;
  const inner = `${indent}  `;
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((element) => prettyJson(element, inner))]
    : [
        '{',
        '}',
        Object.entries(value)
          .filter(([, field]) => field !== undefined)
          .map(([name, field]) => `${JSON.stringify(name)}: ${prettyJson(field, inner)}`),
      ];
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}
