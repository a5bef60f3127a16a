import { registerEnumType } from 'type-graphql';
import type {
  BcgQuadrant,
  Concentration,
  MarketPosition,
  Opportunity,
  SectorStage,
} from '../../companies/peers/names.js';

/** The vocabularies of peers and sectors as GraphQL enums. */

export const ConcentrationEnum = {
  FRAGMENTED: 'FRAGMENTED',
  MODERATE: 'MODERATE',
  HIGH: 'HIGH',
} as const satisfies Record<Concentration, Concentration>;
registerEnumType(ConcentrationEnum, {
  name: 'Concentration',
  description: 'How concentrated the revenue of a sector is, by its HHI.',
  valuesConfig: {
    FRAGMENTED: { description: 'At most 1,500 points.' },
    MODERATE: { description: 'Above 1,500 and at most 2,500 points.' },
    HIGH: { description: 'Above 2,500 points.' },
  },
});

export const MarketPositionEnum = {
  LEADER: 'LEADER',
  CHALLENGER: 'CHALLENGER',
  DISRUPTOR: 'DISRUPTOR',
  NICHE: 'NICHE',
} as const satisfies Record<MarketPosition, MarketPosition>;
registerEnumType(MarketPositionEnum, {
  name: 'MarketPosition',
  description: 'How a company stands in its sector, by the first rule that holds.',
  valuesConfig: {
    LEADER: { description: 'It is among the three with the largest revenue.' },
    CHALLENGER: { description: 'It is among the six with the largest revenue.' },
    DISRUPTOR: {
      description: 'It is among the three whose revenue grew fastest, of those whose growth is known.',
    },
    NICHE: { description: 'None of these.' },
  },
});

export const BcgQuadrantEnum = {
  STAR: 'STAR',
  CASH_COW: 'CASH_COW',
  QUESTION_MARK: 'QUESTION_MARK',
  DOG: 'DOG',
} as const satisfies Record<BcgQuadrant, BcgQuadrant>;
registerEnumType(BcgQuadrantEnum, {
  name: 'BcgQuadrant',
  description:
    'The quadrant of the growth-share matrix: a company is large where its relative share is at least 1, and its sector ' +
    'grows where its growth is at least the median of all sectors.',
  valuesConfig: {
    STAR: { description: 'Large, in a sector that grows.' },
    CASH_COW: { description: 'Large, in a sector that grows less than the median.' },
    QUESTION_MARK: { description: 'Not large, in a sector that grows.' },
    DOG: { description: 'Not large, in a sector that grows less than the median.' },
  },
});

export const SectorStageEnum = {
  RAPID: 'RAPID',
  GROWING: 'GROWING',
  MATURE: 'MATURE',
  DECLINING: 'DECLINING',
} as const satisfies Record<SectorStage, SectorStage>;
registerEnumType(SectorStageEnum, {
  name: 'SectorStage',
  description: 'How fast the revenue of a sector grows.',
  valuesConfig: {
    RAPID: { description: 'By more than 20 %.' },
    GROWING: { description: 'By more than 10 %, and at most 20 %.' },
    MATURE: { description: 'By 0 to 10 %.' },
    DECLINING: { description: 'It shrinks.' },
  },
});

export const OpportunityEnum = {
  HIGH: 'HIGH',
  MEDIUM: 'MEDIUM',
  LOW: 'LOW',
} as const satisfies Record<Opportunity, Opportunity>;
registerEnumType(OpportunityEnum, {
  name: 'Opportunity',
  description: 'How open a sector is to a company that enters it. It says nothing about returns of stocks.',
  valuesConfig: {
    HIGH: { description: 'It grows by more than 20 %, and its HHI is below 1,500 points.' },
    MEDIUM: { description: 'It grows by more than 10 %, or its HHI is below 1,500 points.' },
    LOW: { description: 'Neither.' },
  },
});
