import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Concentration, Opportunity, SectorStage } from '../../companies/peers/names.js';
import { opportunityOf, sectorStage } from '../../companies/peers/sectorStage.js';
import type { SectorPeers } from '../../companies/peers/sectorPeers.js';
import type { IsoDate } from '../../scoring/names.js';
import { snap, snapOrNull } from '../../scoring/rounding.js';
import { Sector } from '../sector/sector.js';
import { ConcentrationEnum, OpportunityEnum, SectorStageEnum } from './peerEnums.js';

const nullable = true;

@ObjectType('SectorOverview', { simpleResolvers: true, description: 'A sector on a day, in short.' })
export class SectorOverview {
  @Field(() => Sector, { description: 'The sector group that the companies were in on the day.' })
  readonly sector: Sector;

  @Field(() => Float, {
    nullable,
    description:
      'Revenue of four quarters of all companies that are compared, in ₹ crore; null when there are none.',
  })
  readonly revenue: number | null;

  @Field(() => Float, {
    nullable,
    description:
      'Growth of the revenue of four quarters within a year, as a fraction: 0.18 is 18 %, over the companies of which both ' +
      'are known; null when there are none, or the earlier one is not above 0.',
  })
  readonly growth: number | null;

  @Field(() => Int, {
    description: 'How many companies `growth` is of: where they are few, it says little of the sector.',
  })
  readonly growthCompanies: number;

  @Field(() => Float, {
    nullable,
    description: 'Herfindahl-Hirschman index, above 0 to 10,000 points; null when there is no revenue.',
  })
  readonly hhi: number | null;

  @Field(() => ConcentrationEnum, { nullable, description: 'What `hhi` says; null when it is null.' })
  readonly concentration: Concentration | null;

  @Field(() => SectorStageEnum, { nullable, description: 'What `growth` says; null when it is null.' })
  readonly stage: SectorStage | null;

  @Field(() => OpportunityEnum, {
    nullable,
    description: 'What `growth` and `hhi` say together; null when either is null.',
  })
  readonly opportunity: Opportunity | null;

  @Field(() => Int, { description: 'Companies that are compared: those with revenue.' })
  readonly companies: number;

  /** @param on the day of the overview */
  constructor(
    sector: Sector,
    { revenue, growth, growthCompanies, hhi, concentration, companies }: SectorPeers,
    readonly on: IsoDate,
  ) {
    this.sector = sector;
    this.revenue = companies.length === 0 ? null : snap(revenue);
    this.growth = snapOrNull(growth);
    this.growthCompanies = growthCompanies;
    this.hhi = hhi;
    this.concentration = concentration;
    this.stage = sectorStage(growth);
    this.opportunity = opportunityOf(growth, hhi);
    this.companies = companies.length;
  }
}
