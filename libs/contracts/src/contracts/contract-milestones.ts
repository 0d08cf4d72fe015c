import { Injectable } from '@nestjs/common';
import {
  addDays,
  contractMilestones,
  decisionOn,
  heldOverTarget,
  laterOf,
  reviewTarget,
  settlementOf,
  yearlyReviewOn,
  type ContractMilestone,
  type ContractStanding,
  type ContractState,
  type ContractTerms,
  type Decided,
  type IsoDate,
  type TermSettlement,
  type Term,
} from '@countersign/domain';
import { Milestones } from '@countersign/notifications';
import { Database, expression, say, type Words } from '@countersign/platform';
import { ContractEntity } from './contract.entity';

const LADDERS_OF_TIME = [
  'contract',
  'contract-end',
  'contract-window',
  'contract-held-over',
  'contract-review',
] as const;
type StoredLadder = (typeof LADDERS_OF_TIME)[number];

/** Longer than any ladder: a contract that is recorded late is warned of at once, by its latest rung. */
const BEFORE_EVERY_RUNG_DAYS = 366;
/** Of ladders about a contract as a whole. */
const WHOLE = 0;

interface FollowedContract {
  readonly id: string;
  readonly terms: ContractTerms;
  readonly scheduleVersion: number;
}

interface Followed {
  readonly schedule: readonly Term[];
  readonly standing: ContractStanding;
  readonly decided: Decided;
  readonly today: IsoDate;
}

interface StandingMilestone {
  readonly part: number;
  readonly ladder: StoredLadder;
  readonly targetDate: IsoDate;
  readonly scheduleVersion: number;
  readonly open: boolean;
}

/** One that was open when its contract became void. */
interface RestedMilestone extends Omit<StandingMilestone, 'ladder' | 'open'> {
  readonly ladder: string;
  readonly variant: string;
  readonly startsOn: IsoDate;
  /** The last rung of which a mail had gone; null where none had. */
  readonly told: number | null;
}

/** Terms about which nothing is left to do, and why. */
type SettledTerms = ReadonlyMap<number, TermSettlement | 'agreed'>;

interface WantedMilestone {
  readonly part: number;
  readonly ladder: StoredLadder;
  readonly variant: 'standard' | 'short';
  readonly targetDate: IsoDate;
}

/** Keeps a milestone for each date that somebody still has to act by, and closes the others. */
@Injectable()
export class ContractMilestones {
  constructor(
    private readonly database: Database,
    private readonly milestones: Milestones,
  ) {}

  /** Idempotent: a milestone that stands with the same day is left alone. */
  async follow(contract: FollowedContract, followed: Followed): Promise<void> {
    const { schedule, decided, today } = followed;
    const settled = settledTerms(schedule, decided);
    const wanted = contractMilestones(schedule, today)
      .filter(({ termNumber }) => !settled.has(termNumber))
      .flatMap((milestone) => laddersOf(milestone, today))
      .concat(ofTheWhole(contract.terms, followed));
    const latest = await this.latest(contract.id);
    for (const milestone of wanted) await this.set(contract, milestone, latest);
    await this.closeOthers(contract, { wanted, latest, settled, today });
  }

  /** It counts no longer: nothing that was planned about it is told. */
  async rest(id: string): Promise<void> {
    const object = { kind: 'contract', id } as const;
    await this.milestones.close({ object, because: say('mail-reason.contract-void') });
  }

  /**
   * What was open when it became void is open again. What was mailed before is not mailed again; what its ladders would
   * have said meanwhile is said now, by the latest rung of each.
   */
  async wake(id: string): Promise<void> {
    const rested = await this.database.query<RestedMilestone>(
      `
      select m.part, m.ladder, m.variant, m.target_date, m.starts_on, m.schedule_version, told.rung as told
      from app.contract c
      join app.milestone m on m.organisation_id = c.organisation_id and m.object_kind = 'contract'
        and m.object_id = c.id and m.closed_at = c.voided_at
      left join lateral (
        select max(n.rung) as rung from app.notification n
        where n.organisation_id = m.organisation_id and n.milestone_id = m.id
          and n.state not in ('pending', 'superseded')
      ) told on true
      where c.organisation_id = :organisationId and c.id = :id
      order by m.part, m.ladder`,
      { organisationId: this.database.organisationId, id },
    );
    const object = { kind: 'contract', id } as const;
    for (const { told, ...milestone } of rested) {
      const toldOn = told === null ? milestone.startsOn : addDays(milestone.targetDate, told);
      await this.milestones.set({
        ...milestone,
        object,
        startsOn: laterOf(milestone.startsOn, toldOn),
        scheduleVersion: milestone.scheduleVersion + 1,
      });
    }
  }

  /** Whether it is held over has changed by another contract alone; its terms stay as they are. */
  async followHeldOver(
    contract: Omit<FollowedContract, 'terms'> & { readonly state: ContractState },
    lastDay: IsoDate,
    today: IsoDate,
  ): Promise<void> {
    const latest = (await this.latest(contract.id)).filter(({ ladder }) => ladder === 'contract-held-over');
    const wanted = heldOver(contract, { lastDay, today });
    for (const milestone of wanted) await this.set(contract, milestone, latest);
    await this.closeOthers(contract, { wanted, latest, settled: new Map(), today });
  }

  private async closeOthers(
    contract: Omit<FollowedContract, 'terms'>,
    of: {
      readonly wanted: readonly WantedMilestone[];
      readonly latest: readonly StandingMilestone[];
      readonly settled: SettledTerms;
      readonly today: IsoDate;
    },
  ): Promise<void> {
    for (const standing of of.latest) {
      const { part, ladder } = standing;
      const stays = of.wanted.some((one) => one.part === part && one.ladder === ladder);
      // One whose day has passed still owes its last message: what follows now.
      const owes = part !== WHOLE && standing.targetDate < of.today && !of.settled.has(part);
      if (!standing.open || stays || owes) continue;
      const object = { kind: 'contract', id: contract.id } as const;
      await this.milestones.close({ object, ladder, part, because: reasonOf(standing, of.settled) });
    }
  }

  private async set(
    contract: Omit<FollowedContract, 'terms'>,
    wanted: WantedMilestone,
    latest: readonly StandingMilestone[],
  ): Promise<void> {
    const { part, ladder, targetDate } = wanted;
    const standing = latest.find((one) => one.part === part && one.ladder === ladder);
    if (standing?.open && standing.targetDate === targetDate) return;
    const scheduleVersion =
      standing === undefined
        ? contract.scheduleVersion
        : Math.max(contract.scheduleVersion, standing.scheduleVersion + 1);
    await this.milestones.set({
      object: { kind: 'contract', id: contract.id },
      ...wanted,
      startsOn: addDays(targetDate, -BEFORE_EVERY_RUNG_DAYS),
      scheduleVersion,
    });
    if (scheduleVersion !== contract.scheduleVersion) await this.raiseVersion(contract.id, scheduleVersion);
  }

  private async latest(contractId: string): Promise<StandingMilestone[]> {
    return this.database.query<StandingMilestone>(
      `
      select distinct on (m.part, m.ladder)
        m.part, m.ladder, m.target_date, m.schedule_version, m.closed_at is null as open
      from app.milestone m
      where m.organisation_id = :organisationId and m.object_kind = 'contract' and m.object_id = :contractId
        and m.ladder = any(:ladders::text[])
      order by m.part, m.ladder, m.schedule_version desc`,
      { organisationId: this.database.organisationId, contractId, ladders: LADDERS_OF_TIME },
    );
  }

  private async raiseVersion(contractId: string, scheduleVersion: number): Promise<void> {
    await this.database.update(
      ContractEntity,
      { id: contractId },
      { scheduleVersion: expression`greatest(schedule_version, ${scheduleVersion}::int)` },
    );
  }
}

function reasonOf({ part, ladder }: StandingMilestone, settled: SettledTerms): Words {
  if (ladder === 'contract-held-over') return say('mail-reason.not-held-over');
  const settlement = settled.get(part);
  return settlement === undefined ? say('mail-reason.date-no-longer-holds') : SETTLED_WORDS[settlement];
}

const SETTLED_WORDS: Readonly<Record<TermSettlement | 'agreed', Words>> = {
  agreed: say('mail-reason.term-agreed'),
  renewed: say('mail-reason.term-renewed'),
  'notice-sent': say('mail-reason.notice-sent'),
  ending: say('mail-reason.decided-to-end'),
};

function laddersOf(milestone: ContractMilestone, today: IsoDate): WantedMilestone[] {
  const { termNumber: part, about, targetDate, shortTerm, windowOpensOn } = milestone;
  const variant = shortTerm ? 'short' : 'standard';
  const ladder = about === 'act-by' ? 'contract' : 'contract-end';
  const main: WantedMilestone = { part, ladder, variant, targetDate };
  if (windowOpensOn === null || windowOpensOn < today) return [main];
  return [main, { part, ladder: 'contract-window', variant: 'standard', targetDate: windowOpensOn }];
}

function settledTerms(schedule: readonly Term[], decided: Decided): SettledTerms {
  return new Map(
    schedule.flatMap((term): [number, TermSettlement | 'agreed'][] => {
      const settlement = settlementOf(term, decided) ?? (term.ending === 'agreed' ? term.ending : null);
      return settlement === null ? [] : [[term.number, settlement]];
    }),
  );
}

function ofTheWhole(terms: ContractTerms, followed: Followed): WantedMilestone[] {
  const { schedule, standing, decided, today } = followed;
  const ends = decided.notice !== null && decided.notice.endsOn !== null;
  // What was renewed until further notice no longer is, once a notice ends it.
  const review = reviewTarget(terms, standing, today) ?? (ends ? null : furtherNoticeReview(followed));
  if (review !== null) {
    return [{ part: WHOLE, ladder: 'contract-review', variant: 'standard', targetDate: review }];
  }
  const lastDay = schedule.at(-1)?.lastDay ?? terms.endedEarlyOn;
  return lastDay === null ? [] : heldOver(standing, { lastDay, today });
}

/** What is renewed until further notice is reviewed each year, counted from the term of which that was said. */
function furtherNoticeReview({ schedule, standing, decided, today }: Followed): IsoDate | null {
  const { currentTerm, actionableTerm } = standing;
  const number = currentTerm?.number ?? actionableTerm?.number;
  const decision = number === undefined ? null : openRenewalAt(decided, number);
  const term = schedule.find((one) => one.number === decision?.termNumber);
  return term === undefined ? null : yearlyReviewOn(term.firstDay, today);
}

/** Said of this term, of one before it, or already of the next. */
function openRenewalAt({ decisions }: Decided, number: number) {
  return (
    [decisionOn(decisions, number + 1), decisionOn(decisions, number)].find(
      (decision) => decision?.decision === 'until-further-notice',
    ) ?? null
  );
}

function heldOver(
  { state }: { readonly state: ContractState },
  { lastDay, today }: { readonly lastDay: IsoDate; readonly today: IsoDate },
): WantedMilestone[] {
  if (state !== 'held-over') return [];
  const targetDate = heldOverTarget(lastDay, today);
  return [{ part: WHOLE, ladder: 'contract-held-over', variant: 'standard', targetDate }];
}
