/** One part of a form. */
export interface FormPart {
  readonly name: string;
  readonly body: string | Buffer;
  /** Of a file; left out: the part is a text. */
  readonly filename?: string;
  readonly type?: string;
}

export const BOUNDARY = 'the-boundary';
export const FORM_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** What every document needs. */
export const TEXTS: readonly FormPart[] = [
  { name: 'ticker', body: 'ALPHA.NS' },
  { name: 'category', body: 'RESULTS' },
  { name: 'title', body: 'Results of the second quarter' },
  { name: 'publishedOn', body: '2024-10-08' },
];

/** A file of plain text. */
export const fileOf = (body: string | Buffer, filename = 'results.txt'): FormPart => ({
  ...{ name: 'file', body, filename, type: 'text/plain' },
});

/** Writes parts as multipart/form-data, as they are: names are not escaped. */
export function formOf(parts: readonly FormPart[], end = `--${BOUNDARY}--\r\n`): Buffer {
  const pieces = parts.flatMap(({ name, body, filename, type }) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"`,
    filename === undefined ? '' : `; filename="${filename}"`,
    type === undefined ? '' : `\r\nContent-Type: ${type}`,
    '\r\n\r\n',
    body,
    '\r\n',
  ]);
  return Buffer.concat([...pieces, end].map((piece) => Buffer.from(piece)));
}
