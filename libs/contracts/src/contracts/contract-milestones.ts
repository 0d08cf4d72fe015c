import { Injectable } from '@nestjs/common';
import {
  addDays,
  contractMilestones,
  type ContractMilestone,
  type IsoDate,
  type Term,
} from '@countersign/domain';
import { Milestones } from '@countersign/notifications';
import { Database } from '@countersign/platform';

type StoredLadder = 'contract' | 'contract-window';

/** Longer than any ladder: a contract that is recorded late is warned of at once, by its latest rung. */
const BEFORE_EVERY_RUNG_DAYS = 366;

interface FollowedContract {
  readonly id: string;
  readonly scheduleVersion: number;
}

interface StandingMilestone {
  readonly part: number;
  readonly ladder: StoredLadder;
  readonly targetDate: IsoDate;
  readonly scheduleVersion: number;
  readonly open: boolean;
}

type SettledTerms = ReadonlyMap<number, 'renewed' | 'notice-sent'>;

interface WantedMilestone {
  readonly part: number;
  readonly ladder: StoredLadder;
  readonly variant: 'standard' | 'short';
  readonly targetDate: IsoDate;
}

/** Keeps a milestone for each term that somebody still has to decide about, and closes the others. */
@Injectable()
export class ContractMilestones {
  constructor(
    private readonly database: Database,
    private readonly milestones: Milestones,
  ) {}

  /** Idempotent: a milestone that stands with the same day is left alone. */
  async follow(contract: FollowedContract, schedule: readonly Term[], today: IsoDate): Promise<void> {
    const object = { kind: 'contract', id: contract.id } as const;
    const settled = await this.settledTerms(contract.id);
    const wanted = contractMilestones(schedule, today)
      .filter(({ termNumber }) => !settled.has(termNumber))
      .flatMap((milestone) => laddersOf(milestone, today));
    const latest = await this.latest(contract.id);
    for (const milestone of wanted) await this.set(contract, milestone, latest);
    for (const standing of latest) {
      const stays = wanted.some(({ part, ladder }) => part === standing.part && ladder === standing.ladder);
      // One whose day has passed still owes its last message, "closed: renews until …".
      const owes = standing.targetDate < today && !settled.has(standing.part);
      if (standing.open && !stays && !owes) {
        const { part, ladder } = standing;
        await this.milestones.close({ object, ladder, part, because: reasonOf(standing, settled) });
      }
    }
  }

  private async set(
    contract: FollowedContract,
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

  /** Terms that are renewed, or whose notice has been sent. */
  private async settledTerms(contractId: string): Promise<SettledTerms> {
    const rows = await this.database.query<{ termNumber: number; how: 'renewed' | 'notice-sent' }>(
      `
      select d.term_number, 'renewed' as how
      from app.contract_decision d
      where d.organisation_id = :organisationId and d.contract_id = :contractId
        and d.decision = 'renew' and d.withdrawn_at is null
      union
      select n.term_number, 'notice-sent'
      from app.notice_record n
      where n.organisation_id = :organisationId and n.contract_id = :contractId`,
      { organisationId: this.database.organisationId, contractId },
    );
    return new Map(rows.map(({ termNumber, how }) => [termNumber, how]));
  }

  private async latest(contractId: string): Promise<StandingMilestone[]> {
    return this.database.query<StandingMilestone>(
      `
      select distinct on (m.part, m.ladder)
        m.part, m.ladder, m.target_date, m.schedule_version, m.closed_at is null as open
      from app.milestone m
      where m.organisation_id = :organisationId and m.object_kind = 'contract' and m.object_id = :contractId
      order by m.part, m.ladder, m.schedule_version desc`,
      { organisationId: this.database.organisationId, contractId },
    );
  }

  private async raiseVersion(contractId: string, scheduleVersion: number): Promise<void> {
    await this.database.query(
      `
      update app.contract c set schedule_version = greatest(c.schedule_version, :scheduleVersion)
      where c.organisation_id = :organisationId and c.id = :contractId`,
      { organisationId: this.database.organisationId, contractId, scheduleVersion },
    );
  }
}

function reasonOf({ part }: StandingMilestone, settled: SettledTerms): string {
  switch (settled.get(part)) {
    case 'renewed':
      return 'The term is renewed.';
    case 'notice-sent':
      return 'The notice has been sent.';
    case undefined:
      return 'The date no longer holds.';
  }
}

function laddersOf(milestone: ContractMilestone, today: IsoDate): WantedMilestone[] {
  const { termNumber, targetDate, shortTerm, windowOpensOn } = milestone;
  const variant = shortTerm ? 'short' : 'standard';
  const main: WantedMilestone = { part: termNumber, ladder: 'contract', variant, targetDate };
  if (windowOpensOn === null || windowOpensOn < today) return [main];
  return [
    main,
    { part: termNumber, ladder: 'contract-window', variant: 'standard', targetDate: windowOpensOn },
  ];
}
