import { Injectable } from '@nestjs/common';
import { addDays } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import {
  Clock,
  conflict,
  Database,
  forbidden,
  invalid,
  notFound,
  permissionsOf,
  say,
  type Permission,
  type Role,
} from '@countersign/platform';
import type { AbsenceList, Absence, NewAbsence } from './absence.dto';
import { AbsenceEntity } from './absence.entity';

interface AskingMember {
  readonly id: string;
  readonly permissions: readonly Permission[];
}

interface FoundMember {
  readonly id: string;
  readonly name: string;
  readonly roles: Role[];
  readonly active: boolean;
}

const LONGEST_DAYS = 366;

/** What the work of a member is done by. A deputy may do all of it that the absent member may. */
const OF_WORK: readonly Permission[] = [
  'vendor.write',
  'assessment.send',
  'assessment.review',
  'scope.adopt',
  'finding.judge',
  'engagement.approve',
  'contract.write',
  'member.manage',
];

/** Who is away, and who stands in. It ends by itself after its last day. */
@Injectable()
export class Absences {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async list(): Promise<AbsenceList> {
    const today = await this.clock.today();
    const items = await this.database.query<Absence>(
      `
      select a.id, a.member_id, m.name as member_name, a.deputy_id, d.name as deputy_name,
        not d.active as deputy_left, a.from_on, a.until_on
      from app.absence a
      join app.member m on m.organisation_id = a.organisation_id and m.id = a.member_id and m.active
      join app.member d on d.organisation_id = a.organisation_id and d.id = a.deputy_id
      where a.organisation_id = :organisationId and a.until_on >= :today
      order by a.from_on, m.name, a.id`,
      { organisationId: this.database.organisationId, today },
    );
    return { today, items };
  }

  async add({ memberId, deputyId, fromOn, untilOn }: NewAbsence, asking: AskingMember): Promise<void> {
    const id = memberId ?? asking.id;
    refuseForOthers(id, asking);
    await this.refuseDays(fromOn, untilOn);
    // In the order of ids: two colleagues who name each other at once wait, and the later sees what the earlier said.
    const members = await this.locked([id, deputyId]);
    const member = members.find((one) => one.id === id);
    if (member === undefined) throw notFound('member');
    const deputy = fit(
      member,
      members.find((one) => one.id === deputyId),
    );
    await this.refuseOverlap(id, { fromOn, untilOn });
    await this.refuseRound(id, { deputyId, fromOn, untilOn });
    await this.database.insert(AbsenceEntity, { memberId: id, deputyId, fromOn, untilOn });
    await this.audit.record({
      what: 'member.absence-set',
      object: { kind: 'member', id },
      after: { deputy: deputy.name, fromOn, untilOn },
    });
  }

  /** Back sooner, or not away after all. */
  async end(id: string, asking: AskingMember): Promise<void> {
    const [found] = await this.database.query<
      Pick<Absence, 'memberId' | 'deputyName' | 'fromOn' | 'untilOn'>
    >(
      `
      select a.member_id, d.name as deputy_name, a.from_on, a.until_on
      from app.absence a
      join app.member d on d.organisation_id = a.organisation_id and d.id = a.deputy_id
      where a.organisation_id = :organisationId and a.id = :id
      for update of a`,
      { organisationId: this.database.organisationId, id },
    );
    if (found === undefined) throw notFound('absence');
    refuseForOthers(found.memberId, asking);
    await this.database.delete(AbsenceEntity, { id });
    const { memberId, deputyName: deputy, fromOn, untilOn } = found;
    await this.audit.record({
      what: 'member.absence-ended',
      object: { kind: 'member', id: memberId },
      before: { deputy, fromOn, untilOn },
    });
  }

  private locked(ids: readonly string[]): Promise<FoundMember[]> {
    return this.database.query<FoundMember>(
      `
      select m.id, m.name, m.roles, m.active from app.member m
      where m.organisation_id = :organisationId and m.id = any (:ids::uuid[])
      order by m.id
      for no key update`,
      { organisationId: this.database.organisationId, ids },
    );
  }

  private async refuseDays(fromOn: string, untilOn: string): Promise<void> {
    if (untilOn < fromOn || untilOn < (await this.clock.today()))
      throw invalid([{ field: 'untilOn', message: say('absence.last-day-after') }]);
    if (untilOn > addDays(fromOn, LONGEST_DAYS))
      throw invalid([{ field: 'untilOn', message: say('absence.a-year-at-most') }]);
  }

  private async refuseOverlap(
    memberId: string,
    days: { readonly fromOn: string; readonly untilOn: string },
  ): Promise<void> {
    const overlaps = await this.database.query(
      `
      select from app.absence a
      where a.organisation_id = :organisationId and a.member_id = :memberId
        and a.from_on <= :untilOn and a.until_on >= :fromOn`,
      { organisationId: this.database.organisationId, memberId, ...days },
    );
    if (overlaps.length > 0) throw conflict('absence-overlaps', say('refusal.absence-overlaps'));
  }

  /** On some day all of them would be away, each with the other as deputy. */
  private async refuseRound(
    memberId: string,
    wanted: { readonly deputyId: string; readonly fromOn: string; readonly untilOn: string },
  ): Promise<void> {
    const round = await this.database.query(
      `
      with recursive chain (deputy_id, from_on, until_on) as (
        select :deputyId::uuid, :fromOn::date, :untilOn::date
        union
        select a.deputy_id, greatest(c.from_on, a.from_on), least(c.until_on, a.until_on)
        from chain c
        join app.absence a on a.organisation_id = :organisationId and a.member_id = c.deputy_id
          and a.from_on <= c.until_on and a.until_on >= c.from_on)
      select from chain c where c.deputy_id = :memberId limit 1`,
      { organisationId: this.database.organisationId, memberId, ...wanted },
    );
    if (round.length > 0) throw conflict('absence-round', say('refusal.absence-round'));
  }
}

function refuseForOthers(memberId: string, { id, permissions }: AskingMember): void {
  if (memberId === id || permissions.includes('member.manage')) return;
  throw forbidden(say('absence.only-your-own'));
}

function fit(member: FoundMember, deputy: FoundMember | undefined): FoundMember {
  if (deputy === undefined || !deputy.active || deputy.id === member.id)
    throw invalid([{ field: 'deputyId', message: say('absence.another-active-member') }]);
  const may = permissionsOf(deputy.roles);
  const missing = permissionsOf(member.roles).filter((one) => OF_WORK.includes(one) && !may.includes(one));
  if (missing.length > 0)
    throw invalid([{ field: 'deputyId', message: say('absence.deputy-may-not', { deputy: deputy.name }) }]);
  return deputy;
}
