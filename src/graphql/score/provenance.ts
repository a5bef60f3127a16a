import { Field, Float, ObjectType } from 'type-graphql';
import type { ScoreRow } from '../../books/dayBook.js';
import type { OperationRuns } from '../run/operationRuns.js';
import { Run } from '../run/run.js';
import { DateTimeScalar } from '../scalars.js';

@ObjectType('Provenance', {
  simpleResolvers: true,
  description: 'Everything that is needed to reproduce a score (method §10).',
})
export class Provenance {
  readonly row: ScoreRow;

  @Field(() => Run, { description: 'The run that stored the score.' })
  readonly run: Run;

  @Field(() => String, { description: 'Name of the method, such as greyoak-1.1.' })
  readonly methodName: string;

  @Field(() => String, { description: 'SHA-256 of the canonical JSON of the method, 64 hexadecimal digits.' })
  readonly methodHash: string;

  @Field(() => String, {
    description: "SHA-256 of everything that the run's scores are computed from, 64 hexadecimal digits.",
  })
  readonly inputsHash: string;

  @Field(() => String, { description: 'Version of the program that computed the score.' })
  readonly codeVersion: string;

  @Field(() => DateTimeScalar, { description: 'When the run succeeded.' })
  readonly computedAt: Date;

  @Field(() => Float, {
    description:
      'The share of the stocks with a bar on the session before that must have one for a session to be scored, 0 to 1 ' +
      '(SESSION_QUORUM); 0 for runs of versions that did not ask for it.',
  })
  readonly sessionQuorum: number;

  constructor(row: ScoreRow, runs: OperationRuns) {
    const run = runs.get(row.run_id);
    const { code_version, finished_at, inputs_hash, method_hash } = run;
    if (finished_at === null || inputs_hash === null) {
      throw new Error(`Expected run ${row.run_id} to have ended, because it has scores`);
    }
    this.row = row;
    this.run = new Run(run);
    this.methodName = runs.methodOf(row.run_id).name;
    this.methodHash = method_hash;
    this.inputsHash = inputs_hash;
    this.codeVersion = code_version;
    this.computedAt = finished_at;
    this.sessionQuorum = run.session_quorum;
  }
}
