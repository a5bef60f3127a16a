import { DEFAULT_RISK_METHOD } from '../../../src/method/loadRiskMethod.js';
import { readMethodFile } from '../../../src/method/loadMethod.js';
import type { Database } from '../../../src/database/database.js';
import type { IsoDate } from '../../../src/scoring/names.js';
import { riskMethod } from './riskDay.js';
import { storedRisk, type GivenRisk } from './storedRisk.js';

/** A run that stores risks and no scores. */
export interface GivenRun {
  readonly id: number;
  readonly day: IsoDate;
  /** Whether its risks become the current ones of the day. */
  readonly isCurrent: boolean;
  readonly risks: readonly Omit<GivenRisk, 'run' | 'day'>[];
}

/** Stores runs with their risks in one transaction. The store needs a method and a sector file, whatever they are. */
export async function storeRisks({ db }: Pick<Database, 'db'>, runs: readonly GivenRun[]): Promise<void> {
  const document = await readMethodFile(DEFAULT_RISK_METHOD);
  const { hash, name } = riskMethod;
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('risk_methods')
      .values({ hash, name, document })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { hash: method } = await trx
      .selectFrom('methods')
      .select('hash')
      .limit(1)
      .executeTakeFirstOrThrow();
    const { hash: sectors } = await trx
      .selectFrom('sector_files')
      .select('hash')
      .limit(1)
      .executeTakeFirstOrThrow();
    for (const { id, day, isCurrent, risks } of runs) {
      await trx
        .insertInto('runs')
        .values({
          ...{ id, day, mode: null, status: 'SUCCEEDED', read_batch: 1, method_hash: method },
          ...{ sectors_hash: sectors, inputs_hash: 'i', code_version: '0', scored: 0, total: 0, changed: 0 },
          ...{ started_at: null, finished_at: new Date(), error: null, not_scored: {} },
          ...{ risk_method_hash: hash, assessed: risks.length },
        })
        .execute();
      if (risks.length > 0) {
        await trx
          .insertInto('risks')
          .values(risks.map((risk) => storedRisk({ run: id, day, ...risk })))
          .execute();
      }
      if (!isCurrent) continue;
      await trx
        .insertInto('assessed_days')
        .values({ day, run_id: id, valid_batch: 1 })
        .onConflict((conflict) => conflict.column('day').doUpdateSet({ run_id: id }))
        .execute();
    }
  });
}
