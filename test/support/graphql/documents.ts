import fc, { type Arbitrary } from 'fast-check';
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { Tape } from './tape.js';

/** What a client sends. */
export interface Payload {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Values that exist in the store that is asked. */
export interface KnownValues {
  readonly ticker: readonly string[];
  readonly date: readonly string[];
  readonly sector: readonly string[];
  /** Names of methods. */
  readonly method: readonly string[];
  /** Ids of nodes. */
  readonly id: readonly string[];
  /** Cursors by the field that takes them. */
  readonly cursors: Readonly<Record<string, readonly string[]>>;
}

/** A value as it stands in a document, and in variables. */
interface Value {
  readonly text: string;
  readonly json: unknown;
}

/** Texts that were written to break something. */
export const HOSTILE_TEXTS: readonly string[] = [
  "' OR '1'='1",
  '"; DROP TABLE scores; --',
  "'); DELETE FROM runs; --",
  '%',
  '_',
  '\0',
  '\\',
  '$1',
  '{{7*7}}',
  '',
  ' ',
  'é\u0301\u202e\u{1f4a5}',
  '\ud800',
  'x'.repeat(10_000),
];

/** The length of a place below which inputs have few fields. */
const DEEP = 60;

const BAD_DATES = ['2024-02-30', '2024-13-01', '0000-01-01', '24-1-1', '2024-10-08T00:00:00Z', 'tomorrow'];
const BAD_INTS = [
  '-1',
  '501',
  '-2147483648',
  '2147483647',
  '2147483648',
  '99999999999999999999',
  '1.5',
  '1e3',
];
const BAD_FLOATS = ['1e999', '-1e999', '1e308', '-0', '"1"', 'true'];
/** A literal of each kind: wrong nearly everywhere. */
const WRONG_KINDS: readonly Value[] = [
  { text: 'null', json: null },
  { text: '17', json: 17 },
  { text: '-0.5', json: -0.5 },
  { text: 'true', json: true },
  { text: '"text"', json: 'text' },
  { text: 'NOTHING_OF_THE_KIND', json: 'NOTHING_OF_THE_KIND' },
  { text: '[]', json: [] },
  { text: '[[null]]', json: [[null]] },
  { text: '{}', json: {} },
  { text: '{ min: {}, nothing: [1] }', json: { min: {}, nothing: [1] } },
];

/** Operations that compute components again are the dear ones: one in so many of their fields is asked for. */
const RECOMPUTED = new Set(['components', 'reproduced', 'differences']);
const KEEP_RECOMPUTED = 8;

/** What generated documents are like. */
export interface DocumentsOptions {
  /** Whether some documents have bad values, and some are no documents; true by default. */
  readonly mayBeBad?: boolean;
  /** Whole numbers are below this one; 12 by default. */
  readonly pages?: number;
  /** How many fields a document asks for at most; 20 by default. */
  readonly fields?: number;
}

/**
 * Documents over a schema, and texts that are nearly documents. Every decision is a number from a tape, and the
 * numbers behind its end are zeros, which choose the simplest: so that fast-check finds a smaller document by
 * shortening the tape.
 */
export function documents(
  schema: GraphQLSchema,
  known: KnownValues,
  options: DocumentsOptions = {},
): Arbitrary<Payload> {
  const longest = 10 * (options.fields ?? 20);
  return fc
    .uint16Array({ minLength: 40, maxLength: longest, size: 'max' })
    .map((numbers) => new DocumentWriter(schema, known, new Tape(numbers), options).write());
}

const quoted = (text: string): Value => ({ text: JSON.stringify(text), json: text });
const number = (text: string): Value => ({ text, json: jsonOf(text) });

/** JSON has no infinity: what overflows comes as the text. */
function jsonOf(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return value === Infinity || value === -Infinity ? text : value;
}

class DocumentWriter {
  readonly #variables: Record<string, unknown> = {};
  readonly #declarations: string[] = [];
  readonly #fragments: string[] = [];
  /** Half of the documents have no bad value at all, so that there are enough that are answered. */
  readonly #badOnceIn: number;
  /** Fields nested at least so deep. */
  readonly #depth: number;
  #fieldsLeft: number;
  #names = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly known: KnownValues,
    private readonly tape: Tape,
    private readonly options: DocumentsOptions,
  ) {
    this.#badOnceIn = tape.below(2) === 0 || !this.#mayBeBad ? Infinity : 5;
    this.#depth = tape.onceIn(16) ? 5 + tape.below(12) : 1 + tape.below(4);
    this.#fieldsLeft = 2 + tape.below(options.fields ?? 20);
  }

  get #mayBeBad(): boolean {
    return this.options.mayBeBad ?? true;
  }

  write(): Payload {
    const { tape } = this;
    const query = this.schema.getQueryType();
    if (!query) throw new Error('the schema has no queries');
    const selections = this.#selections(query, 1);
    const variables = this.#declarations.length > 0 ? ` (${this.#declarations.join(', ')})` : '';
    const head = variables || tape.onceIn(4) ? `query Asked${variables} ` : '';
    const text = [`${head}${selections}`, ...this.#fragments].join('\n');
    return {
      query: tape.onceIn(4) && this.#mayBeBad ? this.#mutated(text) : text,
      variables: this.#variables,
    };
  }

  #selections(type: GraphQLNamedType, depth: number): string {
    const { tape } = this;
    if (isAbstractType(type)) {
      const some = this.schema.getPossibleTypes(type).filter(() => tape.below(2) === 0);
      const parts = some.map((one) => `... on ${one.name} ${this.#selections(one, depth)}`);
      return `{ __typename ${parts.join(' ')} }`;
    }
    if (!isObjectType(type)) throw new Error(`${type.name} has no fields`);
    const fields = Object.values(type.getFields());
    const asked: string[] = [];
    const taken = new Set<string>();
    for (let left = 1 + tape.below(4); left > 0 && this.#fieldsLeft > 0; left--) {
      const goesDeeper = depth < this.#depth && asked.length === 0;
      const composite = fields.filter((field) => !isLeaf(field));
      const field = tape.of(goesDeeper && composite.length > 0 ? composite : fields);
      if (RECOMPUTED.has(field.name) && !tape.onceIn(KEEP_RECOMPUTED)) continue;
      if (!isLeaf(field) && depth >= this.#depth && !tape.onceIn(6)) continue;
      this.#fieldsLeft--;
      asked.push(this.#field(type, field, taken, depth));
      // The same field again means nothing else.
      if (tape.onceIn(16)) asked.push(asked[asked.length - 1]);
    }
    if (asked.length === 0) asked.push('__typename');
    return `{ ${this.#grouped(type, asked)} }`;
  }

  /** In a fragment, in some of the ways to write one. */
  #grouped(type: GraphQLObjectType, asked: readonly string[]): string {
    const fields = asked.join(' ');
    switch (this.tape.below(16)) {
      case 13:
        return `... on ${type.name} { ${fields} }`;
      case 14:
        return `... @include(if: ${this.tape.below(2) === 0}) { ${fields} } __typename`;
      case 15: {
        const name = `Part${++this.#names}`;
        this.#fragments.push(`fragment ${name} on ${type.name} { ${fields} }`);
        return `...${name}`;
      }
      default:
        return fields;
    }
  }

  #field(
    type: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    taken: Set<string>,
    depth: number,
  ): string {
    const { tape } = this;
    const args = field.args
      .filter((arg) => isRequiredArgument(arg) || tape.onceIn(3))
      .filter(() => !this.#isBad(4))
      .map((arg) => `${arg.name}: ${this.#argument(`${type.name}.${field.name}`, arg)}`);
    // Two fields of one name and other arguments are refused, wherever fragments bring them together.
    const needsAlias = field.args.length > 0 && (taken.has(field.name) || !tape.onceIn(32));
    const alias = needsAlias || tape.onceIn(16) ? `a${++this.#names}: ` : '';
    taken.add(field.name);
    const named = getNamedType(field.type);
    const inner = isLeaf(field) ? '' : ` ${this.#selections(named, depth + 1)}`;
    return `${alias}${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${inner}`;
  }

  #argument(place: string, arg: GraphQLArgument): string {
    const value = this.#value(`${place}(${arg.name})`, arg.type);
    if (!this.tape.onceIn(4)) return value.text;
    const name = `v${++this.#names}`;
    this.#declarations.push(`$${name}: ${String(this.#isBad(4) ? 'Ticker' : arg.type)}`);
    if (!this.#isBad(4)) this.#variables[name] = value.json;
    return `$${name}`;
  }

  /** @param place field, argument and input field: `Query.stocks(filter).search` */
  #value(place: string, type: GraphQLInputType): Value {
    const { tape } = this;
    if (this.#isBad()) return tape.of(WRONG_KINDS);
    if (!isNonNullType(type) && tape.onceIn(8)) return { text: 'null', json: null };
    const nullable = getNullableType(type);
    if (isListType(nullable)) {
      const items = Array.from({ length: tape.below(4) }, () => this.#value(place, nullable.ofType));
      return {
        text: `[${items.map(({ text }) => text).join(', ')}]`,
        json: items.map(({ json }) => json),
      };
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields())
        // Inputs that have themselves as fields end somewhere.
        .filter((field) => isNonNullType(field.type) || tape.onceIn(place.length > DEEP ? 50 : 4))
        .filter(() => !this.#isBad(4))
        .map((field) => [field.name, this.#value(`${place}.${field.name}`, field.type)] as const);
      return {
        text: `{ ${fields.map(([name, { text }]) => `${name}: ${text}`).join(', ')} }`,
        json: Object.fromEntries(fields.map(([name, { json }]) => [name, json])),
      };
    }
    if (isEnumType(nullable)) {
      const { name } = tape.of(nullable.getValues());
      return { text: name, json: name };
    }
    return this.#scalar(place, nullable.name);
  }

  #scalar(place: string, name: string): Value {
    const { known, tape } = this;
    switch (name) {
      case 'Int':
        return number(this.#isBad(1) ? tape.of(BAD_INTS) : String(tape.below(this.options.pages ?? 12)));
      case 'Float':
        // The greater of two ends is at .max, so that an honest range is one.
        if (this.#isBad(1)) return number(tape.of(BAD_FLOATS));
        return number(String((tape.below(50) + (place.endsWith('.max') ? 50 : 0)) / partOf(place)));
      case 'Boolean':
        return number(String(tape.below(2) === 0));
      case 'Date':
        return quoted(this.#text(known.date, BAD_DATES));
      case 'DateTime':
        return quoted(this.#text(['2024-10-08T10:35:00Z', '2024-10-09T00:00:00+05:30'], HOSTILE_TEXTS));
      case 'Ticker':
        return quoted(this.#text(known.ticker, HOSTILE_TEXTS));
      case 'ID':
        return quoted(this.#text(known.id, HOSTILE_TEXTS));
      case 'Decimal':
        return quoted(this.#text(['0', '1000.50', '25'], HOSTILE_TEXTS));
      case 'String':
        return quoted(this.#text(this.#knownTexts(place), HOSTILE_TEXTS));
      case '_Any':
        return this.#representation();
      default:
        throw new Error(`no values are known of the scalar ${name}`);
    }
  }

  /** An entity, or one with the key of another. */
  #representation(): Value {
    const { known, tape } = this;
    const [type, key, texts] = tape.of([
      ['Stock', 'ticker', known.ticker],
      ['Sector', 'key', known.sector],
      ['Score', 'id', known.id],
    ] as const);
    const named = this.#isBad(2) ? 'Run' : type;
    const value = this.#text(texts, HOSTILE_TEXTS);
    return {
      text: `{ __typename: ${JSON.stringify(named)}, ${key}: ${JSON.stringify(value)} }`,
      json: { __typename: named, [key]: value },
    };
  }

  #knownTexts(place: string): readonly string[] {
    const [, connection] = /^(.+)\((?:after|before)\)$/.exec(place) ?? [];
    if (connection !== undefined) return this.known.cursors[connection] ?? [];
    if (/[(.]method\)?$/.test(place)) return this.known.method;
    return place.includes('sector') ? this.known.sector : ['new', 'S0', 'nothing'];
  }

  #text(honest: readonly string[], bad: readonly string[]): string {
    const { tape } = this;
    if (honest.length === 0 || this.#isBad(2)) return tape.of(bad);
    const text = tape.of(honest);
    return this.#isBad(2) ? mutatedAt(text.split(''), tape).join('') : text;
  }

  /** @param rarer once in so many of the times that a bad value is due */
  #isBad(rarer = 1): boolean {
    return this.#badOnceIn !== Infinity && this.tape.onceIn(this.#badOnceIn * rarer);
  }

  /** One to three changes of characters or tokens. */
  #mutated(text: string): string {
    const { tape } = this;
    let changed = text;
    for (let left = 1 + tape.below(3); left > 0; left--) {
      const parts = tape.below(2) === 0 ? changed.split('') : changed.split(/(\s+|\b)/).filter(Boolean);
      changed = mutatedAt(parts, tape).join('');
    }
    return changed;
  }
}

const INSERTED = [
  '\0',
  '"',
  '"""',
  '{',
  '}',
  '(',
  '$',
  '@',
  '...',
  '#',
  '\u{1f4a5}',
  '\ufeff',
  'mutation',
  '!',
];

/** Drops, doubles, swaps or adds one part. */
function mutatedAt(parts: readonly string[], tape: Tape): string[] {
  const at = tape.below(Math.max(1, parts.length));
  const changed = [...parts];
  switch (tape.below(4)) {
    case 0:
      changed.splice(at, 1);
      break;
    case 1:
      changed.splice(at, 0, ...parts.slice(at, at + 1));
      break;
    case 2:
      changed.splice(at, 2, ...parts.slice(at, at + 2).reverse());
      break;
    default:
      changed.splice(at, 0, tape.of(INSERTED));
  }
  return changed;
}

/** What part of 100 the bounds of a range are, so that an honest one is within what the number can be. */
function partOf(place: string): number {
  if (place.includes('.confidence')) return 100;
  return place.includes('.penalty') ? 5 : 1;
}

const isLeaf = (field: GraphQLField<unknown, unknown>): boolean => {
  const named = getNamedType(field.type);
  return !isObjectType(named) && !isAbstractType(named);
};
