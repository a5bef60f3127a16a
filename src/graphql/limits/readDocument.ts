import { GraphQLError, Lexer, parse, Source, TokenKind, type DocumentNode } from 'graphql';
import { comparisons } from './comparisons.js';
import { PRICES } from './prices.js';

/** The deepest nesting of brackets. Parsing takes one call for each, and the stack ends at some 2,000. */
export const DEEPEST_NESTING = 200;
/** Pairs of fields that validation compares: some ten milliseconds. Documents that people write have some hundreds. */
export const MOST_COMPARISONS = 25_000;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** A document that was read, the error of one that cannot be parsed, or what is too much about it. */
export type ReadDocument = DocumentNode | GraphQLError | string;

/**
 * Lexes and parses a document within limits, so that neither this nor its validation can take long.
 *
 * @param maxTokens the most tokens of a document
 * @param charge called with the units of each step before it is taken: lexing, parsing, validating
 */
export function readDocument(text: string, maxTokens: number, charge: (units: number) => void): ReadDocument {
  charge(PRICES.document + text.length * PRICES.character);
  let tokens = 0;
  try {
    const lexer = new Lexer(new Source(text));
    let nesting = 0;
    for (; lexer.advance().kind !== TokenKind.EOF; tokens++) {
      if (tokens === maxTokens) return tooLong(maxTokens);
      if (OPENING.has(lexer.token.kind)) nesting++;
      else if (CLOSING.has(lexer.token.kind)) nesting--;
      if (nesting > DEEPEST_NESTING) return TOO_DEEP;
    }
  } catch (error) {
    return errorOf(error);
  }
  charge(tokens * PRICES.token);
  let document: DocumentNode;
  try {
    document = parse(text);
  } catch (error) {
    return errorOf(error);
  }
  const compared = comparisons(document, MOST_COMPARISONS);
  if (compared > MOST_COMPARISONS) return REPETITIVE;
  charge(tokens * PRICES.validated + compared * PRICES.comparison);
  return document;
}

function errorOf(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

const tooLong = (maxTokens: number): string =>
  `Expected a document of at most ${maxTokens} tokens, got a longer one: ask for less at once.`;

const TOO_DEEP = `Expected brackets nested at most ${DEEPEST_NESTING} deep, got deeper ones: ask for less at once.`;

const REPETITIVE =
  'Expected a document that asks for each field once, or some times, got one that repeats fields or fragments ' +
  'so often that comparing them would take long: ask for each once.';
