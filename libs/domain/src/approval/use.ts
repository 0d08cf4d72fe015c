import { addDays, type IsoDate } from '../dates/calendar';
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

export interface UseProblem {
  readonly field: 'since' | 'endedOn' | 'dataReturnedOn' | 'dataReturnedBy' | 'dataReturnProof';
  readonly message: string;
}

/** What somebody states about use, in the order in which it happens. */
export interface StatedUse extends ServiceUse {
  readonly dataReturnedBy: (typeof DATA_RETURNS)[number] | null;
  readonly dataReturnProof: string | null;
}

export function useProblems(use: StatedUse, today: IsoDate): readonly UseProblem[] {
  const { state, since, endedOn, dataReturnedOn, dataReturnedBy, dataReturnProof } = use;
  const problems: UseProblem[] = [];
  const say = (field: UseProblem['field'], message: string) => problems.push({ field, message });
  const runs = state === 'in-use' || state === 'ended';
  if (runs && since === null) say('since', 'Give the day since which the service is used.');
  if (!runs && since !== null) say('since', 'Leave this empty: the service is not in use.');
  if (since !== null && since > today) say('since', 'Give a day up to today: until then it is not in use.');
  if (state === 'ended' && endedOn === null) say('endedOn', 'Give the last day on which it was used.');
  if (state !== 'ended' && endedOn !== null) say('endedOn', 'Leave this empty: the use has not ended.');
  if (endedOn !== null && endedOn > today) say('endedOn', 'Give a day up to today: until then it is in use.');
  if (endedOn !== null && since !== null && endedOn < since)
    say('endedOn', 'Give a day that is not before the first day of use.');
  if (dataReturnedOn === null) {
    if (dataReturnedBy !== null || dataReturnProof !== null)
      say('dataReturnedOn', 'Give the day on which the data were returned or destroyed.');
    return problems;
  }
  if (state !== 'ended') say('dataReturnedOn', 'Record the return of data once the use has ended.');
  if (dataReturnedOn > today) say('dataReturnedOn', 'Give a day up to today.');
  if (since !== null && dataReturnedOn < since) say('dataReturnedOn', 'Give a day after the use began.');
  if (dataReturnedBy === null) say('dataReturnedBy', 'Say whether the data were returned or destroyed.');
  if (dataReturnProof === null || dataReturnProof === '')
    say('dataReturnProof', 'Name the proof: a certificate, a protocol or a mail, and where it is kept.');
  return problems;
}

export interface UnapprovedUse {
  /** The first day on which it is a finding. */
  readonly from: IsoDate;
  readonly why: 'never-approved' | 'ended' | 'stale';
}

/**
 * From when on the use of a service without an approval in force is a gap of our own: at once where none was ever
 * given (or it was rejected), after some days where one has ended or gone stale. Null where none is missing.
 */
export function unapprovedUse(
  { state, since }: Pick<ServiceUse, 'state' | 'since'>,
  approval: {
    readonly state: ApprovalState;
    /** The first day on which the last one that was given no longer held; null where none ever was. */
    readonly notInForceSince: IsoDate | null;
  },
  graceDays: number,
): UnapprovedUse | null {
  if (state !== 'in-use' || since === null || approval.state === 'in-force') return null;
  const lost = approval.notInForceSince;
  if (lost === null || approval.state === 'rejected') return { from: since, why: 'never-approved' };
  return { from: addDays(lost, graceDays), why: approval.state === 'stale' ? 'stale' : 'ended' };
}
