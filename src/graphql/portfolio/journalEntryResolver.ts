import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { GraphqlContext } from '../context.js';
import { Stock } from '../stock/stock.js';
import { JournalEntry } from './journalEntry.js';
import { stockNamed } from './stockNamed.js';

@Resolver(() => JournalEntry)
export class JournalEntryResolver {
  @FieldResolver(() => Stock, {
    nullable: true,
    description: 'The stock that it is about, as it is known today; null: it is about cash alone.',
  })
  async stock(@Root() { ticker }: JournalEntry, @Ctx() context: GraphqlContext): Promise<Stock | null> {
    return ticker === null ? null : stockNamed(ticker, context);
  }
}
