import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Field, Info, InputType, Mutation, Resolver } from 'type-graphql';
import type { ExportFormat } from '../../exports/exportFormats.js';
import type { ExportKind } from '../../exports/exportKinds.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { actorIn } from '../actorIn.js';
import { requireUser } from '../apiKey/requireUser.js';
import type { GraphqlContext } from '../context.js';
import { ModeEnum } from '../enums.js';
import { METHOD, methodNamed } from '../methodNamed.js';
import { requireScope } from '../requireScope.js';
import { DateScalar, TickerScalar } from '../scalars.js';
import { Export } from './export.js';
import { ExportFormatEnum, ExportKindEnum } from './exportEnums.js';
import { OF_KIND } from './mayDownload.js';

@InputType('ExportInput', { description: 'What to export, and how.' })
class ExportInput {
  @Field(() => ExportKindEnum, { description: 'What to export.' })
  readonly kind!: ExportKind;

  @Field(() => ExportFormatEnum, { defaultValue: 'CSV', description: 'How to write it.' })
  readonly format!: ExportFormat;

  @Field(() => DateScalar, { description: 'First day, inclusive; at most 50 years before the last.' })
  readonly from!: IsoDate;

  @Field(() => DateScalar, { description: 'Last day, inclusive.' })
  readonly to!: IsoDate;

  @Field(() => ModeEnum, {
    nullable: true,
    description: 'The mode of SCORES and SESSION; null: both. Refused for other kinds.',
  })
  readonly mode?: Mode | null;

  @Field(() => String, {
    nullable: true,
    description: `The method of SCORES. ${METHOD} Refused for other kinds.`,
  })
  readonly method?: string | null;

  @Field(() => [TickerScalar], {
    nullable: true,
    description: 'The stocks, 1 to 20,000, each one that the store has; null: all. Refused for MY_DATA.',
  })
  readonly tickers?: readonly Ticker[] | null;
}

@Resolver()
export class ExportMutations {
  @Mutation(() => Export, {
    description:
      'Queues an export of the caller, and returns it at once: ask Query.exports or Query.node for its status and link. ' +
      'Each new export ends the oldest of the caller beyond EXPORTS_KEPT.',
  })
  async createExport(
    @Arg('input', () => ExportInput, { description: 'What to export.' })
    { kind, format, from, to, mode = null, method = null, tickers = null }: ExportInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Export> {
    const { caller, exports, reads } = context;
    const scope = OF_KIND[kind];
    if (scope !== undefined) requireScope(caller, scope, `Mutation.createExport(input.kind: ${kind})`);
    methodNamed(method, context);
    const request = { kind, format, from, to, mode, method, tickers };
    const row = await exports.create(requireUser(caller), request, actorIn(caller, info), reads.signal);
    return new Export(row, context);
  }
}
