import type { MultipartValue } from '@fastify/multipart';
import type { GraphQLError } from 'graphql';
import { codedError } from '../../graphql/codedError.js';
import { shown } from '../../shown.js';

/** The fields of an upload that are texts. */
export const TEXT_FIELDS = ['ticker', 'category', 'title', 'publishedOn', 'url'] as const;
export type TextField = (typeof TEXT_FIELDS)[number];

/** The field that is the file. */
export const FILE_FIELD = 'file';

/** 2,000 characters of a link, or 300 of a title, are fewer bytes in UTF-8. */
export const MOST_FIELD_BYTES = 8_192;

export const FORM = `a form with the fields ${TEXT_FIELDS.slice(0, -1).join(', ')}, ${FILE_FIELD} and, as wanted, url`;

/** What names a place rather than a file, or cannot be seen. */
const PATH = /[/\\\p{Cc}\p{Zl}\p{Zp}]|^\.{0,2}$|^[A-Za-z]:/u;

/** Returns the refusal of a field. */
export const badField = (field: string, message: string): GraphQLError =>
  codedError('BAD_USER_INPUT', message, { status: 400, details: { field } });

/** The texts of an upload, each given once. */
export class UploadForm {
  readonly #texts = new Map<TextField, string>();

  /** @throws GraphQLError for a field that is unknown, given twice, no text, or too long */
  add({ fieldname, value, valueTruncated }: MultipartValue): void {
    if (fieldname === FILE_FIELD) {
      const message =
        'Expected a file in the field file, got a text: send its bytes, as curl -F file=@NAME does.';
      throw badField(FILE_FIELD, message);
    }
    const field = TEXT_FIELDS.find((one) => one === fieldname);
    if (field === undefined) throw unknownField(fieldname);
    if (this.#texts.has(field)) {
      throw badField(field, `Expected the field ${field} once, got it again: send one.`);
    }
    if (valueTruncated) {
      const message = `Expected at most ${MOST_FIELD_BYTES} bytes in the field ${field}, got more: shorten it.`;
      throw badField(field, message);
    }
    // A decoder has put this sign where there was no UTF-8.
    if (typeof value !== 'string' || value.includes('\uFFFD')) {
      throw badField(
        field,
        `Expected a text in UTF-8 in the field ${field}, got another value: send it as a text.`,
      );
    }
    this.#texts.set(field, value);
  }

  /**
   * Checks the name of a file, which is used for nothing else.
   *
   * @throws GraphQLError for a field that is not the one of the file, and for a name that is a path
   */
  checkFile(fieldname: string, filename: string | undefined): void {
    const field = TEXT_FIELDS.find((one) => one === fieldname);
    if (field !== undefined)
      throw badField(field, `Expected a text in the field ${field}, got a file: send a text.`);
    if (fieldname !== FILE_FIELD) throw unknownField(fieldname);
    if (filename === undefined || !PATH.test(filename)) return;
    throw badField(
      FILE_FIELD,
      `Expected the name of a file without a path, got ${JSON.stringify(shown(filename))}: send its last part alone.`,
    );
  }

  /** @throws GraphQLError where a field is missing that every document has */
  texts(): Readonly<Record<Exclude<TextField, 'url'>, string>> & { readonly url: string } {
    const required = (field: TextField): string => {
      const text = this.#texts.get(field);
      if (text === undefined)
        throw badField(field, `Expected the field ${field}, got ${FORM_WITHOUT}: add it.`);
      return text;
    };
    return {
      ticker: required('ticker'),
      category: required('category'),
      title: required('title'),
      publishedOn: required('publishedOn'),
      url: this.#texts.get('url') ?? '',
    };
  }
}

const FORM_WITHOUT = 'a form without';

const unknownField = (name: unknown): GraphQLError =>
  badField(
    shown(String(name)),
    `Expected ${FORM}, got the field ${JSON.stringify(shown(String(name)))}: leave it out, or fix its name.`,
  );
