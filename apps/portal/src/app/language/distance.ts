import type { IsoDate } from '@countersign/api-types';
import { daysBetween } from '@countersign/domain';
import { formatDays } from './formats';

/** How far a day is from today: "in 12 days", "today", "3 days ago". */
export const formatDistance = (date: IsoDate, today: IsoDate): string => formatDays(daysBetween(today, date));
