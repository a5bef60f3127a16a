import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Mutation, Resolver } from 'type-graphql';
import { codedChange } from '../codedChange.js';
import { editorIn } from '../alertRule/editorIn.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { Alert, ALERT_IDS } from './alert.js';

const ONE = 'an alert';
const ID_OF_ALERT = 'Id of the alert.';
const NOTE =
  'What to note on it, 1 to 1,000 characters that print, in place of a former note; null: the former one stays.';
const FOR_EVERYBODY = 'An alert of a rule for everybody needs the scope OPERATIONS_WRITE.';

@Resolver()
export class AlertMutations {
  @Mutation(() => Alert, {
    description:
      'Says that the caller takes an alert on. One that is acknowledged already only gets the note; the code is CONFLICT where ' +
      `it is resolved. ${FOR_EVERYBODY}`,
  })
  async acknowledgeAlert(
    @Arg('id', () => ID, { description: ID_OF_ALERT }) id: string,
    @Arg('note', () => String, { nullable: true, description: NOTE }) note: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Alert> {
    const editor = editorIn(context, info);
    const change = context.alertStates.acknowledge(idOf(ALERT_IDS, ONE, id), note ?? null, editor);
    return new Alert(found(await codedChange(change), ONE, id, 'alerts'), editor.viewer);
  }

  @Mutation(() => Alert, {
    description:
      'Says that an alert is over. One that is resolved already only gets the note. Until the value has been back, the rule ' +
      `raises no other alert of the stock. ${FOR_EVERYBODY}`,
  })
  async resolveAlert(
    @Arg('id', () => ID, { description: ID_OF_ALERT }) id: string,
    @Arg('note', () => String, { nullable: true, description: NOTE }) note: string | null | undefined,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Alert> {
    const editor = editorIn(context, info);
    const change = context.alertStates.resolve(idOf(ALERT_IDS, ONE, id), note ?? null, editor);
    return new Alert(found(await codedChange(change), ONE, id, 'alerts'), editor.viewer);
  }
}
