import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Int, Mutation, Resolver } from 'type-graphql';
import { MOST_RULES } from '../../live/alerts/rules/alertRules.js';
import type { GraphqlContext } from '../context.js';
import { found } from '../found.js';
import { idOf } from '../idOf.js';
import { AlertRule, ALERT_RULE_IDS } from './alertRule.js';
import { AlertRuleInput } from './alertRuleInput.js';
import { codedChange } from '../codedChange.js';
import { editorIn } from './editorIn.js';
import { ruleToStore } from './ruleToStore.js';

const ID_OF_RULE = 'Id of the rule.';
const VERSION =
  'AlertRule.version as it was when the change was decided. The code is CONFLICT where it has grown.';
const FOR_EVERYBODY = 'A rule for everybody needs the scope OPERATIONS_WRITE.';

@Resolver()
export class AlertRuleMutations {
  @Mutation(() => AlertRule, {
    description:
      `Makes a rule of the caller, who has at most ${MOST_RULES}. Its first evaluation, which is queued at once, raises ` +
      'where the value is beyond the threshold already.',
  })
  async createAlertRule(
    @Arg('input', () => AlertRuleInput, { description: 'The rule to make.' }) input: AlertRuleInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AlertRule> {
    const rule = ruleToStore(input, context);
    return new AlertRule(
      await codedChange(context.alertRules.create(rule, editorIn(context, info))),
      context,
    );
  }

  @Mutation(() => AlertRule, {
    description:
      'Replaces what a rule says; what the input leaves out has its default. Its alerts are resolved, and it is evaluated ' +
      `anew. ${FOR_EVERYBODY}`,
  })
  async updateAlertRule(
    @Arg('id', () => ID, { description: ID_OF_RULE }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Arg('input', () => AlertRuleInput, { description: 'All that the rule is to say.' })
    input: AlertRuleInput,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AlertRule> {
    const rule = ruleToStore(input, context);
    const change = context.alertRules.update(
      idOf(ALERT_RULE_IDS, 'a rule', id),
      version,
      rule,
      editorIn(context, info),
    );
    return new AlertRule(found(await codedChange(change), 'a rule', id, 'alertRules'), context);
  }

  @Mutation(() => AlertRule, {
    description: `Deletes a rule, and returns it as it was. Its alerts are resolved, and stay. ${FOR_EVERYBODY}`,
  })
  async deleteAlertRule(
    @Arg('id', () => ID, { description: ID_OF_RULE }) id: string,
    @Arg('version', () => Int, { description: VERSION }) version: number,
    @Ctx() context: GraphqlContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<AlertRule> {
    const change = context.alertRules.remove(
      idOf(ALERT_RULE_IDS, 'a rule', id),
      version,
      editorIn(context, info),
    );
    return new AlertRule(found(await codedChange(change), 'a rule', id, 'alertRules'), context);
  }
}
