import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { sectorOn } from '../../books/sectorOn.js';
import { companyHealth } from '../../companies/analysis/companyHealth.js';
import { healthInputsOf } from '../../companies/analysis/healthInputsOf.js';
import { askedDay } from '../../companies/store/askedDay.js';
import type { IsoDate } from '../../scoring/names.js';
import type { GraphqlContext } from '../context.js';
import { companyFiguresLoader } from '../metric/companyFiguresLoader.js';
import { KNOWN_ON } from '../peer/knownOn.js';
import { DateScalar } from '../scalars.js';
import { sectorOf } from '../sector/sectorOf.js';
import { Stock } from '../stock/stock.js';
import { CompanyHealth } from './companyHealth.js';
import { sessionLoader } from './sessionLoader.js';

@Resolver(() => Stock)
export class StockHealth {
  @FieldResolver(() => CompanyHealth, {
    nullable: true,
    description:
      'How healthy the company is by its figures. It is null for no stock: where figures are missing, its own `health` is ' +
      'null, and `reason` says why. Companies of a banking sector (Sector.banking) on the day are judged as lenders.',
  })
  async health(
    @Root() { stockId, ticker }: Stock,
    @Arg('on', () => DateScalar, { nullable: true, description: KNOWN_ON }) on: IsoDate | null | undefined,
    @Ctx() { loaders, market, snapshot }: GraphqlContext,
  ): Promise<CompanyHealth> {
    const day = askedDay(on);
    const [figures, session] = await Promise.all([
      loaders.get(companyFiguresLoader).load({ stockId, on: day }),
      loaders.get(sessionLoader).load({ on: day }),
    ]);
    const sector = sectorOf(sectorOn(ticker, day, snapshot, market.sectors), market);
    return new CompanyHealth(
      companyHealth(healthInputsOf(figures, sector?.banking ?? false, session ?? day)),
    );
  }
}
