import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Page } from '../../books/page.js';
import { TOTAL } from '../arguments.js';
import { PageInfo } from './pageInfo.js';
import type { MaybePromise } from '../maybePromise.js';

export interface ConnectionOptions {
  /** Name of the node's type, such as `Score`. The types are ScoreConnection and ScoreEdge. */
  readonly name: string;
  /** What the node is called in descriptions; the name in small letters by default. */
  readonly noun?: string;
  /** Description of the connection. */
  readonly description: string;
  /** Description of `totalCount`, where it is not counted by a statement of its own. */
  readonly total?: string;
}

/** A node of a page. Its cursor is made when it is asked for: most pages need two. */
export interface ConnectionItem<Node> {
  readonly node: Node;
  readonly cursor: () => string;
}

/**
 * Makes the connection type of a node type, with its edge type (Relay).
 *
 * @returns the class of the connection, to be constructed with a page and the count of all items, or a function that
 *   counts them when a client asks for `totalCount`
 * @example
 * export const RunConnection = connectionOf(Run, { name: 'Run', description: 'A page of the runs.' });
 */
export function connectionOf<Node extends object>(
  nodeType: ClassType<Node>,
  { name, noun = name.toLowerCase(), description, total = TOTAL }: ConnectionOptions,
) {
  const nouns = `${noun.replace(/y$/, 'ie')}s`;
  const article = /^[aeiou]/i.test(noun) ? 'An' : 'A';

  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `${article} ${noun} and its cursor.`,
  })
  class Edge {
    @Field(() => nodeType, { description: `The ${noun}.` })
    readonly node: Node;

    readonly #cursor: () => string;
    #made: string | undefined;

    constructor({ node, cursor }: ConnectionItem<Node>) {
      this.node = node;
      this.#cursor = cursor;
    }

    @Field(() => String, {
      description:
        'Opaque. Pass it as `after` to get the items after this one, and as `before` to get those before it.',
    })
    get cursor(): string {
      // Once, however many aliases ask for it.
      return (this.#made ??= this.#cursor());
    }
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description })
  class Connection {
    /** The class of the edges, for a resolver that adds fields to them. */
    static readonly Edge = Edge;

    @Field(() => [Edge], { description: `The ${nouns} of the page, each with its cursor.` })
    readonly edges: readonly Edge[];

    @Field(() => [nodeType], { description: `The ${nouns} of the page.` })
    readonly nodes: readonly Node[];

    @Field(() => PageInfo, { description: 'Position of the page in the list.' })
    readonly pageInfo: PageInfo;

    readonly #count: number | (() => Promise<number>);

    constructor(
      page: Omit<Page<ConnectionItem<Node>>, 'totalCount'>,
      totalCount: number | (() => Promise<number>),
    ) {
      this.edges = page.items.map((item) => new Edge(item));
      this.nodes = page.items.map(({ node }) => node);
      this.pageInfo = new PageInfo(page, this.edges);
      this.#count = totalCount;
    }

    @Field(() => Int, { description: total })
    totalCount(): MaybePromise<number> {
      return typeof this.#count === 'number' ? this.#count : this.#count();
    }
  }

  return Connection;
}
