import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { KnownValues } from './documents.js';
import { Tape } from './tape.js';

/** What a client sends. */
export interface OperationPayload {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Names that JavaScript has for something of its own, or that generated code may have. */
const OTHERS_NAMES = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
  'valueOf',
  'then',
  'toJSON',
  'length',
  'stocks_nodes',
  'nodes_stocks',
  'idx0',
  'Stock',
  '__parent',
  '__context',
];

const WRONG: readonly unknown[] = [null, 1.5, -1, 'text', '17', true, [], [null], {}, { nothing: 1 }, 1e21];

/**
 * Operations over a schema. Most are valid and most are answered: they have every field, aliases, fragments on objects and
 * on interfaces, conditions, several operations, and variables that are given, null, left out, wrong or of nothing. A
 * decision is a number from a tape, as in `documents`.
 */
export function operations(schema: GraphQLSchema, known: KnownValues): Arbitrary<OperationPayload> {
  return fc
    .uint16Array({ minLength: 60, maxLength: 300, size: 'max' })
    .map((numbers) => new OperationWriter(schema, known, new Tape(numbers)).write());
}

class OperationWriter {
  readonly #variables: Record<string, unknown> = {};
  readonly #declarations: string[] = [];
  readonly #fragments: string[] = [];
  /** Spreads of fragments by the type that they are on, which may come again. */
  readonly #spreads = new Map<string, string[]>();
  readonly #depth: number;
  readonly #isHonest: boolean;
  #fieldsLeft: number;
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: KnownValues,
    private readonly tape: Tape,
  ) {
    this.#isHonest = tape.below(3) > 0;
    this.#depth = 2 + tape.below(5);
    this.#fieldsLeft = 2 + tape.below(25);
  }

  write(): OperationPayload {
    const { tape } = this;
    const query = this.schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    const selections = this.#selections(query, 1);
    if (tape.onceIn(8)) this.#variables['undeclared'] = { deep: [[[null]]] };
    const variables = this.#declarations.length > 0 ? `(${this.#declarations.join(', ')})` : '';
    const asked = `query Asked${variables} ${selections}`;
    const text = [...this.#fragments, tape.onceIn(6) ? 'query Other { __typename }' : '', asked].join('\n');
    const hasOther = text.includes('query Other');
    const operationName = tape.of([
      hasOther ? 'Asked' : null,
      'Asked',
      'Asked',
      this.#isHonest ? 'Asked' : tape.of(['', 'asked', null]),
    ]);
    return { query: text, operationName, variables: this.#variables };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const { tape } = this;
    if (!isObjectType(type)) {
      const parts = this.schema
        .getPossibleTypes(type)
        .filter(() => tape.below(2) === 0)
        .map((one) => `... on ${one.name}${this.#condition()} ${this.#selections(one, depth)}`);
      return `{ ${tape.of(['__typename', 'id', `... on ${type.name} { id }`])} ${parts.join(' ')} }`;
    }
    const fields = Object.values(type.getFields());
    const composite = fields.filter((field) => isCompositeType(getNamedType(field.type)));
    const asked: string[] = [];
    for (let left = 1 + tape.below(5); left > 0 && this.#fieldsLeft > 0; left--) {
      const goesDeeper = asked.length === 0 && depth < this.#depth && composite.length > 0;
      const field = tape.of(goesDeeper ? composite : fields);
      if (isCompositeType(getNamedType(field.type)) && depth >= this.#depth) continue;
      this.#fieldsLeft--;
      const written = this.#field(field, depth);
      asked.push(this.#grouped(type, written));
      if (tape.onceIn(8)) asked.push(written);
    }
    const again = this.#spreads.get(type.name) ?? [];
    if (again.length > 0 && tape.onceIn(3)) asked.push(`...${tape.of(again)}${this.#condition()}`);
    if (tape.onceIn(6)) asked.push(`${this.#alias()}__typename${this.#condition()}`);
    return `{ ${asked.join(' ') || '__typename'} }`;
  }

  #grouped(type: GraphQLCompositeType, text: string): string {
    const { tape } = this;
    switch (tape.below(12)) {
      case 9:
        return `... on ${type.name}${this.#condition()} { ${text} }`;
      case 10:
        return `...${this.#condition()} { ${text} }`;
      case 11: {
        const name = `Part${++this.#names}`;
        this.#fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
        this.#spreads.set(type.name, [...(this.#spreads.get(type.name) ?? []), name]);
        return `...${name}${this.#condition()}`;
      }
      default:
        return text;
    }
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const { tape } = this;
    const args = field.args
      .filter((arg) => isRequiredArgument(arg) || tape.onceIn(2))
      .map((arg) => `${arg.name}: ${this.#argument(field, arg)}`);
    const named = getNamedType(field.type);
    const inner = isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : '';
    // Where fragments bring two fields of one key together, they have to be the same.
    const alias =
      field.args.length > 0 || inner !== '' ? this.#alias(true) : tape.onceIn(6) ? this.#alias() : '';
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${this.#condition()}${inner}`;
  }

  #alias(isUnique = false): string {
    const other = this.tape.onceIn(isUnique ? 12 : 2) ? this.tape.of(OTHERS_NAMES) : null;
    return `${other ?? `a${++this.#names}`}: `;
  }

  /** None, mostly. */
  #condition(): string {
    const { tape } = this;
    if (!tape.onceIn(10)) return '';
    const name = tape.of(['include', 'skip']);
    const value =
      tape.below(2) === 0 ? String(tape.below(2) === 0) : this.#variable('Boolean!', tape.below(2) === 0);
    return ` @${name}(if: ${value})`;
  }

  #argument(field: GraphQLField<unknown, unknown>, arg: GraphQLArgument): string {
    return this.#literal(`${field.name}(${arg.name})`, arg.type, arg.defaultValue !== undefined);
  }

  /** A literal, which may have variables within, or a variable. */
  #literal(place: string, type: GraphQLInputType, hasDefault: boolean): string {
    const { tape } = this;
    if (tape.onceIn(4)) return this.#variable(String(type), this.#json(place, type), hasDefault);
    if (!isNonNullType(type) && tape.onceIn(10)) return 'null';
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (tape.onceIn(4)) return this.#literal(place, nullable.ofType, false);
      const items = Array.from({ length: tape.below(4) }, () => this.#literal(place, nullable.ofType, false));
      return `[${items.join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields())
        .filter((inner) => isRequiredInputField(inner) || tape.onceIn(3))
        .map(
          ({ name, type: inner, defaultValue }) =>
            `${name}: ${this.#literal(`${place}.${name}`, inner, defaultValue !== undefined)}`,
        );
      return `{ ${fields.join(', ')} }`;
    }
    const value = this.#json(place, nullable);
    if (typeof value === 'object' && value !== null) {
      return `{ ${Object.entries(value)
        .map(([key, inner]) => `${key}: ${JSON.stringify(inner)}`)
        .join(', ')} }`;
    }
    return isEnumType(nullable) ? String(value) : JSON.stringify(value);
  }

  /**
   * A new variable for a place of a type: of that type, or nullable with a default where the place takes that.
   *
   * @param value what is mostly sent
   */
  #variable(type: string, value: unknown, hasDefault = false): string {
    const { tape } = this;
    const name = `v${++this.#names}`;
    const nullable = type.replace(/!$/, '');
    const isLoose = nullable !== type && (tape.below(3) === 0 || (hasDefault && tape.below(2) === 0));
    const scalar = typeof value === 'boolean' || typeof value === 'number' || value === null;
    const given = scalar ? JSON.stringify(value) : null;
    if (isLoose && (given !== null || hasDefault)) {
      this.#declarations.push(
        `$${name}: ${nullable}${given === null || given === 'null' ? '' : ` = ${given}`}`,
      );
      // It may be null, or left out.
      const sent = tape.of(this.#isHonest ? [value, undefined] : [value, undefined, null]);
      if (sent !== undefined) this.#variables[name] = sent;
      return `$${name}`;
    }
    this.#declarations.push(`$${name}: ${type}`);
    const isWrong = !this.#isHonest && tape.onceIn(12);
    const isLeftOut = isWrong ? tape.onceIn(4) : nullable === type && tape.onceIn(4);
    if (!isLeftOut) this.#variables[name] = isWrong ? tape.of(WRONG) : value;
    return `$${name}`;
  }

  /** A value that fits, mostly. */
  #json(place: string, type: GraphQLInputType): unknown {
    const { tape } = this;
    if (!isNonNullType(type) && tape.onceIn(10)) return null;
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      if (tape.onceIn(4)) return this.#json(place, nullable.ofType);
      return Array.from({ length: tape.below(4) }, () => this.#json(place, nullable.ofType));
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (inner) => isRequiredInputField(inner) || tape.onceIn(3),
      );
      return Object.fromEntries(
        fields.map(({ name, type: inner }) => [name, this.#json(`${place}.${name}`, inner)]),
      );
    }
    if (isEnumType(nullable)) return tape.of(nullable.getValues()).name;
    return this.#scalar(place, nullable.name);
  }

  #scalar(place: string, name: string): unknown {
    const { known, tape } = this;
    const isWrong = !this.#isHonest && tape.onceIn(12);
    switch (name) {
      case 'Int':
        return isWrong ? tape.of([-1, 501]) : tape.below(12);
      case 'Float':
        return tape.below(50) + (place.endsWith('.max') ? 50 : 0);
      case 'Decimal':
        return isWrong ? '1e5' : String(tape.below(100));
      case 'Boolean':
        return tape.below(2) === 0;
      case 'Date':
        return tape.of(known.date);
      case 'DateTime':
        return tape.of(['2024-10-08T10:35:00Z', '2024-10-09T00:00:00+05:30']);
      case 'Ticker':
        return tape.of(known.ticker);
      case '_Any':
        return isWrong ? { __typename: 'Nothing' } : { __typename: 'Stock', ticker: tape.of(known.ticker) };
      case 'ID':
        return isWrong ? 'nothing' : tape.of(known.id);
      case 'String':
        if (place.endsWith('(after)')) return isWrong ? 'nothing' : tape.of(known.cursors[place] ?? ['']);
        return tape.of([...known.sector, 'S0']);
      default:
        throw new Error(`no values are known of the scalar ${name}`);
    }
  }
}
