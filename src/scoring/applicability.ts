import { FUNDAMENTAL_COMPONENTS } from './hygiene.js';
import type { FundamentalComponent, MethodParameters } from './method.js';
import type { Applicability } from './names.js';
import { scoredByIndex, type ComponentColumns } from './points.js';

const RULE = scoredByIndex('RULE');

/**
 * Says whether a component of a stock is known. NOT_APPLICABLE is a figure that the method neither requires nor weighs
 * for companies of the stock's kind, such as the growth of a lender's sales.
 *
 * @param g index of the stock's sector group
 * @param sector key of that group
 */
export function applicabilityOf(
  component: ComponentColumns,
  stock: number,
  g: number,
  sector: string,
  parameters: MethodParameters,
): Applicability {
  const { name, raw, value, imputed, weight, scoredBy, statistics } = component;
  if (weight[g] === 0) return 'NOT_APPLICABLE';
  // Of a component that is scored within its group, a rule judges what no figure says.
  if (raw[stock] === raw[stock] || (statistics !== null && scoredBy[stock] === RULE)) return 'KNOWN';
  if (isFundamental(name) && !existsFor(sector, name, parameters)) return 'NOT_APPLICABLE';
  return imputed[stock] === 1 && value[stock] === value[stock] ? 'IMPUTED' : 'MISSING';
}

const isFundamental = (name: string): name is FundamentalComponent =>
  (FUNDAMENTAL_COMPONENTS as readonly string[]).includes(name);

function existsFor(sector: string, name: FundamentalComponent, parameters: MethodParameters): boolean {
  const kind = parameters.banking_groups.includes(sector) ? 'banking' : 'non_financial';
  return (
    parameters.hygiene.required[kind].includes(name) ||
    parameters.pillars.fundamentals[kind][name] !== undefined
  );
}
