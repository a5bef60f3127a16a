import type { Noun } from '../noun.js';
import { CalendarQueries } from './calendarQueries.js';
import { CALENDAR_POLICIES } from './policies.js';

export const calendarNoun: Noun = { resolvers: [CalendarQueries], policies: CALENDAR_POLICIES };
