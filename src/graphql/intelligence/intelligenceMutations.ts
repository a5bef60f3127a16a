import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { actorIn } from '../actorIn.js';
import type { GraphqlContext } from '../context.js';
import { IntelligenceInput } from './intelligenceInput.js';
import { IntelligenceItem } from './intelligenceItem.js';
import { intelligenceLoader } from './intelligenceLoaders.js';

@Resolver()
export class IntelligenceMutations {
  @Mutation(() => IntelligenceItem, {
    description:
      'Records what is known of companies, by the rules of intelligence.csv, and returns it as it is known now. The same ' +
      'item twice changes nothing; one that says something else of the same type, title, date, source and tickers ' +
      'replaces it from its day of publication on. No score depends on it.',
  })
  async recordIntelligence(
    @Arg('input', () => IntelligenceInput, { description: 'The item to record.' }) input: IntelligenceInput,
    @Ctx() { caller, intelligence, loaders, reads }: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<IntelligenceItem> {
    const { type, title, date, source, tickers } = input;
    const given = {
      ...{ type, title, date, source, tickers: tickers.join(';') },
      ...{ published_on: input.publishedOn ?? '', text: input.text ?? '', url: input.url ?? '' },
    };
    const item = await intelligence.record(given, actorIn(caller, info), reads.signal);
    const row = await loaders.get(intelligenceLoader).load(item);
    if (row === null) throw new Error(`expected the item ${item} that was recorded`);
    return new IntelligenceItem(row);
  }
}
