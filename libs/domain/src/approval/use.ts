import { said } from '../text/said';
import { addDays, laterOf, type IsoDate } from '../dates/calendar';
import type { RuleSaid } from '../text/rule-code';
import type { ApprovalState } from './staleness';

export const USE_STATES = ['not-stated', 'not-yet', 'in-use', 'ended'] as const;
export type UseState = (typeof USE_STATES)[number];

export const DATA_RETURNS = ['returned', 'destroyed'] as const;

/** Since when the service runs, and whether the vendor still holds data. `not-stated`: taken in before anybody was asked. */
export interface ServiceUse {
  readonly state: UseState;
  readonly since: IsoDate | null;
  readonly endedOn: IsoDate | null;
  /** The day on which data were returned or destroyed; null while the vendor may hold some. */
  readonly dataReturnedOn: IsoDate | null;
}

/** For so many days, the one of recording being the first, what an imported use lacks is work and no finding. */
export const IMPORTED_DAYS = 90;

/** The first day on which it is a finding; null of a use that was not recorded as begun before. */
export function importedFindingFrom({
  since,
  importedOn,
}: Pick<ServiceUse, 'since'> & { readonly importedOn: IsoDate | null }): IsoDate | null {
  if (since === null || importedOn === null || since >= importedOn) return null;
  return addDays(importedOn, IMPORTED_DAYS);
}

/** Until return or destruction is recorded the vendor holds data. What nobody has stated counts as held. */
export function holdsData({ state, dataReturnedOn }: ServiceUse): boolean {
  switch (state) {
    case 'not-yet':
      return false;
    case 'not-stated':
    case 'in-use':
      return true;
    case 'ended':
      return dataReturnedOn === null;
  }
}

/**
 * An engagement counts while it has not ended, unless it was rejected and is not in use. What nobody has stated may be
 * in use.
 */
export function countsAsOpen(
  ended: boolean,
  approval: ApprovalState,
  { state }: Pick<ServiceUse, 'state'>,
): boolean {
  const unused = state === 'not-yet' || state === 'ended';
  return !ended && !(approval === 'rejected' && unused);
}

export interface UseProblem {
  readonly field: 'since' | 'endedOn' | 'dataReturnedOn' | 'dataReturnedBy' | 'dataReturnProof';
  readonly message: RuleSaid;
}

/** What somebody states about use, in the order in which it happens. */
export interface StatedUse extends ServiceUse {
  readonly dataReturnedBy: (typeof DATA_RETURNS)[number] | null;
  readonly dataReturnProof: string | null;
}

export function useProblems(use: StatedUse, today: IsoDate): readonly UseProblem[] {
  const { state, since, endedOn, dataReturnedOn, dataReturnedBy, dataReturnProof } = use;
  const problems: UseProblem[] = [];
  const wrong = (field: UseProblem['field'], message: RuleSaid) => problems.push({ field, message });
  const runs = state === 'in-use' || state === 'ended';
  if (runs && since === null) wrong('since', said('use.give-the-day-since'));
  if (!runs && since !== null) wrong('since', said('use.leave-this-empty-the'));
  if (since !== null && since > today) wrong('since', said('use.give-a-day-up'));
  if (state === 'ended' && endedOn === null) wrong('endedOn', said('use.give-the-last-day'));
  if (state !== 'ended' && endedOn !== null) wrong('endedOn', said('use.leave-this-empty-the-2'));
  if (endedOn !== null && endedOn > today) wrong('endedOn', said('use.give-a-day-up-2'));
  if (endedOn !== null && since !== null && endedOn < since) wrong('endedOn', said('use.give-a-day-that'));
  if (dataReturnedOn === null) {
    if (dataReturnedBy !== null || dataReturnProof !== null)
      wrong('dataReturnedOn', said('use.give-the-day-on'));
    return problems;
  }
  if (state !== 'ended') wrong('dataReturnedOn', said('use.record-the-return-of'));
  if (dataReturnedOn > today) wrong('dataReturnedOn', said('use.give-a-day-up-3'));
  if (since !== null && dataReturnedOn < since) wrong('dataReturnedOn', said('use.give-a-day-after'));
  if (dataReturnedBy === null) wrong('dataReturnedBy', said('use.say-whether-the-data'));
  if (dataReturnProof === null || dataReturnProof === '')
    wrong('dataReturnProof', said('use.name-the-proof-a'));
  return problems;
}

export interface UnapprovedUse {
  /** The first day on which it is a finding. */
  readonly from: IsoDate;
  readonly why: 'never-approved' | 'ended' | 'stale';
}

/**
 * From when on the use of a service without an approval in force is a gap of our own: at once where none was ever
 * given (or it was rejected), after some days where one has ended or gone stale; never before an imported use is
 * to be in order. Null where none is missing.
 */
export function unapprovedUse(
  {
    state,
    since,
    importedOn = null,
  }: Pick<ServiceUse, 'state' | 'since'> & { readonly importedOn?: IsoDate | null },
  approval: {
    readonly state: ApprovalState;
    /** The first day on which the last one that was given no longer held; null where none ever was. */
    readonly notInForceSince: IsoDate | null;
  },
  graceDays: number,
): UnapprovedUse | null {
  if (state !== 'in-use' || since === null || approval.state === 'in-force') return null;
  const lost = approval.notInForceSince;
  const earliest = importedFindingFrom({ since, importedOn }) ?? since;
  if (lost === null || approval.state === 'rejected') return { from: earliest, why: 'never-approved' };
  const from = laterOf(earliest, addDays(lost, graceDays));
  return { from, why: approval.state === 'stale' ? 'stale' : 'ended' };
}
