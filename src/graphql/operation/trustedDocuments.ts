import { parse, print, type DocumentNode } from 'graphql';

/**
 * Documents of our own, such as the questions of reports. Anybody may send one: it is charged as any other, but it is known
 * what it takes, so that no limit on the form or the cost of a document applies to it.
 */
export class TrustedDocuments {
  readonly #texts: ReadonlySet<string>;
  readonly #known = new WeakMap<DocumentNode, boolean>();

  /** @param texts documents of GraphQL */
  constructor(texts: readonly string[] = []) {
    this.#texts = new Set(texts.map((text) => print(parse(text, { noLocation: true }))));
  }

  /** Returns whether a document is one of them, whatever its white space and comments are. */
  has(document: DocumentNode): boolean {
    if (this.#texts.size === 0) return false;
    let isKnown = this.#known.get(document);
    if (isKnown === undefined) this.#known.set(document, (isKnown = this.#texts.has(print(document))));
    return isKnown;
  }
}
