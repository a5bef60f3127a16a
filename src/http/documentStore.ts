import type { ApolloServerOptions } from '@apollo/server';
import { Kind, type DocumentNode, type GraphQLError } from 'graphql';
import type { Documents } from '../graphql/operation/documents.js';
import { hashInKey } from './hashInKey.js';
import { subscriptionErrors } from './subscriptionErrors.js';

type Store = NonNullable<ApolloServerOptions<object>['documentStore']>;

/**
 * Lets Apollo execute the documents that were parsed and validated already, under keys of a prefix and the SHA-256 of
 * the text. Apollo would parse and validate all others again, at each request. In place of a document that is not
 * valid, it gets an empty one, which stands for the errors; `refuseDocuments` reports these.
 */
export class DocumentStore implements Store {
  readonly #errors = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  /** By the document or the errors that they stand for. */
  readonly #standIns = new WeakMap<object, DocumentNode>();

  constructor(private readonly documents: Pick<Documents, 'known' | 'keepValid'>) {}

  async get(key: string): Promise<DocumentNode | undefined> {
    const known = this.documents.known(hashInKey(key));
    if (known === undefined) return undefined;
    if (!('kind' in known)) return this.#standIn(known, known);
    const errors = subscriptionErrors(known);
    return errors.length === 0 ? known : this.#standIn(known, errors);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    this.documents.keepValid(hashInKey(key), document);
  }

  async delete(): Promise<boolean> {
    return false;
  }

  /** Returns what is wrong with the document that another one stands for; nothing for a document that is valid. */
  errorsOf(document: DocumentNode): readonly GraphQLError[] {
    return this.#errors.get(document) ?? [];
  }

  #standIn(known: object, errors: readonly GraphQLError[]): DocumentNode {
    let standIn = this.#standIns.get(known);
    if (standIn === undefined) {
      this.#standIns.set(known, (standIn = { kind: Kind.DOCUMENT, definitions: [] }));
      this.#errors.set(standIn, errors);
    }
    return standIn;
  }
}
