import { setImmediate as nextTurn } from 'node:timers/promises';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Caller } from '../../access/caller.js';
import type { AccessMode } from '../../access/decideAccess.js';
import { Books } from '../../books/bookCache.js';
import { MOST_PER_PAGE } from '../../books/page.js';
import { readSnapshotOver, type Snapshot } from '../../books/snapshot.js';
import type { Asker, ReportQuestion } from '../../companies/reports/asker.js';
import { queryOver } from '../../database/queryOver.js';
import { inSnapshot } from '../../database/transaction.js';
import { UserError } from '../../userError.js';
import { createContext, type Services } from '../context.js';
import { booksOf } from '../operation/booksOf.js';
import { CompiledOperations } from '../operation/compiledOperations.js';
import { inTime } from '../operation/inTime.js';
import { missingScopes } from '../operation/operationPlan.js';
import { riskBooksOf } from '../operation/riskBooksOf.js';
import { dataOfAnswer, refusalOf } from './dataOfAnswer.js';
import { ownerAsCaller } from './ownerAsCaller.js';
import { Questions, type PlannedQuestion } from './questions.js';

/** The longest time that a question may take, in milliseconds. */
const QUESTION_MS = 60_000;

export interface SchemaAskerOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  /** Returns who may use the service now. */
  readonly accessMode: () => Promise<AccessMode>;
  /** The longest time that a question may take, in milliseconds; 60,000 by default. */
  readonly questionMs?: number;
}

/**
 * Executes the questions of reports as their owner would send them, one at a time and within a time limit. Nothing is
 * charged or counted, because `createReport` was.
 *
 * Everything is read over one connection whose transaction sees one state of the store. What other operations share is of
 * use where it is kept by batch or run, which never change; books, which may, are read over this connection.
 */
export class SchemaAsker implements Asker {
  readonly #options: SchemaAskerOptions;
  readonly #questions: Questions;
  readonly #compiled: CompiledOperations;

  constructor(options: SchemaAskerOptions) {
    this.#options = options;
    this.#questions = Questions.of(options.schema);
    this.#compiled = new CompiledOperations(options.schema);
  }

  async ask(
    owner: number,
    questions: readonly ReportQuestion[],
    signal: AbortSignal,
    onAnswer: (done: number) => void = () => undefined,
    further: (answers: ReadonlyMap<string, unknown>) => readonly ReportQuestion[] = () => [],
  ): Promise<ReadonlyMap<string, unknown>> {
    const { accessMode, services, questionMs = QUESTION_MS } = this.#options;
    const planned = questions.map((question) => this.#questions.plan(question));
    signal.throwIfAborted();
    return inSnapshot(services.database.jobs, async (client) => {
      await client.query(`SELECT set_config('statement_timeout', $1, true)`, [String(questionMs)]);
      const caller = await ownerAsCaller(client, owner, accessMode);
      const snapshot = await readSnapshotOver(client, services.snapshots.last);
      const sources = sourcesOver(services, queryOver(client));
      const answers = new Map<string, unknown>();
      for (let next: readonly PlannedQuestion[] = planned; next.length > 0;) {
        requireScopes(caller, next);
        for (const question of next) {
          // The questions of a report hold up others one at a time.
          await nextTurn();
          signal.throwIfAborted();
          answers.set(question.name, await this.#answer(question, sources, caller, snapshot, signal));
          onAnswer(answers.size);
        }
        const open = further(answers).filter(({ name }) => !answers.has(name));
        next = open.map((question) => this.#questions.plan(question));
      }
      return answers;
    });
  }

  /** @throws as `dataOfAnswer`, and the reason of the signal */
  async #answer(
    { name, operation, plan }: PlannedQuestion,
    sources: Services,
    caller: Caller,
    snapshot: Snapshot,
    signal: AbortSignal,
  ): Promise<unknown> {
    const { questionMs = QUESTION_MS } = this.#options;
    const context = await createContext(sources, caller, snapshot);
    const { books, reads } = context;
    try {
      const result = await inTime(
        questionMs,
        async (ending) => {
          reads.signal = ending;
          await books.fetch(booksOf(plan, snapshot), riskBooksOf(plan, snapshot));
          ending.throwIfAborted();
          return this.#compiled.interpret(operation, context);
        },
        signal,
      );
      return dataOfAnswer(name, result);
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof GraphQLError ? refusalOf(name, [error]) : error;
    }
  }
}

/** @throws UserError where the caller lacks a scope that any of the questions needs */
function requireScopes({ rights, user }: Caller, planned: readonly PlannedQuestion[]): void {
  const missing = new Set(planned.flatMap(({ plan }) => [...missingScopes(plan.needs, rights).keys()]));
  if (missing.size === 0) return;
  throw new UserError(
    `Expected an owner of the report whose role has the scope ${[...missing].sort().join(' and ')}, got one with the ` +
      `role ${user?.role ?? 'none'}: ask an administrator for another role, and make the report again.`,
  );
}

/** Returns the services of a process as they serve one report: without limits of callers, over one state of the store. */
function sourcesOver(services: Services, query: Services['database']['query']): Services {
  const database = { ...services.database, query };
  return {
    ...services,
    database,
    books: new Books(database, { market: services.books.market }),
    rateLimits: { take: () => Promise.resolve() },
    maxPage: MOST_PER_PAGE,
  };
}
