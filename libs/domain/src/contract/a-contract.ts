import type { BusinessCalendar } from './schedule';
import type { IsoDate } from '../dates/calendar';
import type { ContractTerms } from './terms';

/** A test's contract: a year, renewed by the year, without notice, unless said otherwise. */
export function aContract(
  stated: Partial<ContractTerms> & { readonly effectiveOn?: IsoDate },
): ContractTerms & { readonly effectiveOn: IsoDate } {
  return {
    effectiveOn: '2026-01-01',
    serviceStartOn: null,
    initial: { kind: 'months', months: 12 },
    renewal: { kind: 'auto', months: 12 },
    maximumRenewals: null,
    latestEnd: null,
    notice: { kind: 'none' },
    noticeBasis: 'sent-by',
    deliveryDays: 0,
    amendments: [],
    endedEarlyOn: null,
    ...stated,
  };
}

/** Christmas 2026 and New Year 2027. */
export const calendar: BusinessCalendar = { holidays: new Set(['2026-12-25', '2027-01-01']) };
