import { getArgumentValues, type FieldNode, type GraphQLField } from 'graphql';

/** A field of an operation with its arguments as they stand in the document. */
export interface Place {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
}

type Values = Readonly<Record<string, unknown>>;

/** One execution of a compiled operation, which its resolvers get in the place of the context. */
export class Run {
  readonly #known: Values[] = [];

  /**
   * @param context what the resolvers of the schema get
   * @param places fields with arguments, by the number that they have in the compiled document
   * @param variables coerced
   */
  constructor(
    readonly context: unknown,
    private readonly places: readonly Place[],
    private readonly variables: Values,
  ) {}

  /**
   * Returns the arguments of a field as graphql-js reads them, once for all objects that have the field.
   *
   * @throws GraphQLError for arguments that are refused
   */
  argumentsAt(place: number): Values {
    const known = this.#known[place] as Values | undefined;
    if (known !== undefined) return known;
    const { field, node } = this.places[place];
    return (this.#known[place] = getArgumentValues(field, node, this.variables));
  }
}
