import { Ctx, Query, Resolver } from 'type-graphql';
import { dayInIndia, dayOf } from '../../market/day.js';
import { calendarLoader } from '../calendar/calendarLoader.js';
import type { GraphqlContext } from '../context.js';
import { AwaitedSession } from './awaitedSession.js';
import { awaitedLoader } from './awaitedLoader.js';
import { statusOf } from './statusOf.js';
import { warehouseLoader } from './warehouseLoader.js';
import { WarehouseStatus } from './warehouseStatus.js';

@Resolver()
export class WarehouseQueries {
  @Query(() => WarehouseStatus, { description: 'What the store has of each dataset, and what is missing.' })
  async warehouseStatus(@Ctx() { loaders, snapshot }: GraphqlContext): Promise<WarehouseStatus> {
    // All are loaded at the same time, so that they take one statement.
    const [facts, { sessions }, awaited] = await Promise.all([
      loaders.get(warehouseLoader)(),
      loaders.get(calendarLoader)(),
      loaders.get(awaitedLoader)(),
    ]);
    const { from, to, bytes } = facts;
    return new WarehouseStatus({
      ...{ from, to, databaseBytes: bytes },
      stocks: snapshot.companies.length,
      sessions:
        from === null || to === null
          ? 0
          : sessions.countUpTo(dayOf(to)) - sessions.countUpTo(dayOf(from) - 1),
      bars: facts.tables.get('PRICES')?.rows ?? 0,
      datasets: statusOf(facts, sessions, dayInIndia(new Date())),
      awaited: awaited && new AwaitedSession(awaited),
    });
  }
}
