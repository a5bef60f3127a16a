import type { FastifyReply, FastifyRequest } from 'fastify';
import { Lexer, Source, TokenKind } from 'graphql';
import { errorBody } from './errorBody.js';

/** The card of fifty stocks, each with an alias, has some 3,000. */
export const MOST_TOKENS = 10_000;
/** Brackets within brackets: parsing goes down one call for each, and the stack ends at some 2,000. */
export const DEEPEST_NESTING = 200;

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Refuses documents that would take long, or no end, to parse and validate: before anything else looks at them. */
export async function refuseLongDocuments(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  const given = (request.method === 'GET' ? request.query : request.body) as { query?: unknown } | null;
  const document = given?.query;
  const problem = typeof document === 'string' ? problemOf(document) : null;
  if (problem === null) return;
  return reply.code(400).send(errorBody('BAD_USER_INPUT', problem, request.id));
}

/** Null where a document is short enough. What is wrong with it otherwise, its parser tells. */
export function problemOf(document: string): string | null {
  const lexer = new Lexer(new Source(document));
  let nesting = 0;
  try {
    for (let tokens = 0; lexer.advance().kind !== TokenKind.EOF; tokens++) {
      if (tokens === MOST_TOKENS) {
        return `Expected a document of at most ${MOST_TOKENS} tokens, but a longer one came: ask for less at once.`;
      }
      if (OPENING.has(lexer.token.kind)) nesting++;
      else if (CLOSING.has(lexer.token.kind)) nesting--;
      if (nesting > DEEPEST_NESTING) {
        return `Expected brackets nested at most ${DEEPEST_NESTING} deep, but the document has more.`;
      }
    }
  } catch {
    // No token of the language.
  }
  return null;
}
