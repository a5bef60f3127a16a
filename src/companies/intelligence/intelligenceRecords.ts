import type { Actor } from '../../access/audit/auditEntry.js';
import { recordingFailure } from '../../access/audit/recordingFailure.js';
import type { Database } from '../../database/database.js';
import { dayInIndia } from '../../market/day.js';
import { importIntelligence, type GivenItem } from '../../market/store/importIntelligence.js';

/** Records items of intelligence that clients send. */
export class IntelligenceRecords {
  constructor(
    private readonly database: Pick<Database, 'pool' | 'writers'>,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Records an item as a batch of one row, by the rules of intelligence.csv.
   *
   * @param actor who does it
   * @param signal ends the work, and then nothing is stored
   * @returns what the item is stored by
   * @throws UserError if the item is refused
   * @throws QueueFull if too many writes wait
   */
  record(given: GivenItem, actor: Actor, signal?: AbortSignal): Promise<string> {
    const { pool, writers } = this.database;
    const by = { action: 'INTELLIGENCE_RECORDED', actor } as const;
    const options = { today: dayInIndia(this.now()), by };
    return recordingFailure(pool, by, () => importIntelligence(writers.during(signal), given, options));
  }
}
