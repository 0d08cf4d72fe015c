import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { MemberMail } from '@countersign/identity';
import { conflict, Database, expression, invalid, refuseStale, type Role, say } from '@countersign/platform';
import { Administrators } from './administrators';
import { MemberAccess } from './member-access';
import type { ChangedMember, MemberFields } from './member.dto';
import { MemberEntity } from '@countersign/identity';

interface MemberRow extends MemberFields {
  readonly active: boolean;
}

/** What an administrator does about members. Everything counts from the member's next request on. */
@Injectable()
export class MemberManagement {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly administrators: Administrators,
    private readonly access: MemberAccess,
    private readonly mail: MemberMail,
  ) {}

  async changeMember(id: string, { name, roles, leadId, revision }: ChangedMember): Promise<void> {
    if (leadId === id)
      throw invalid([{ field: 'leadId', message: say('member-management.choose-somebody-else-nobody') }]);
    await this.administrators.keepOne(async () => {
      const before = fieldsOf(await this.member(id));
      refuseStale(before, revision);
      await this.refuseUnfitLead(leadId, before.leadId);
      const after = { name, roles: inOrder(roles), leadId };
      const changes = changesBetween({ ...before, roles: inOrder(before.roles) }, after);
      if (changes === null) return;
      await this.database.update(MemberEntity, { id }, { ...after, revision: expression`revision + 1` });
      await this.audit.record({ what: 'member.changed', object: { kind: 'member', id }, ...changes });
    });
  }

  /** Ends what is open to the member; mail that waits for them is not sent, and jobs that they asked for are not done. */
  async deactivateMember(id: string): Promise<void> {
    await this.administrators.keepOne(() => this.setActive(id, false));
  }

  /** Nothing of what was open before comes back: the member signs in again. */
  async reactivateMember(id: string): Promise<void> {
    await this.administrators.keepOne(() => this.setActive(id, true));
  }

  async endSessions(id: string): Promise<void> {
    await this.member(id);
    const sessions = await this.access.endSessions(id);
    await this.audit.record({
      what: 'member.sessions-ended',
      object: { kind: 'member', id },
      detail: { sessions },
    });
  }

  /** The link is minted when the mail is written, and never seen by whoever asks for it. */
  async sendPasswordReset(id: string): Promise<void> {
    const { active } = await this.member(id);
    if (!active) throw conflict('deactivated', say('refusal.deactivated'));
    const { actor } = this.database;
    await this.mail.offerReset(id, 'name' in actor ? (actor.name ?? null) : null);
    await this.audit.record({ what: 'member.password-reset-sent', object: { kind: 'member', id } });
  }

  /** A member of this organisation who may come in and act: a deactivated one leads nobody any more. */
  async refuseUnfitLead(leadId: string | null, present: string | null = null): Promise<void> {
    if (leadId === null || leadId === present) return;
    const fit = await this.database.query(
      'select from app.member where organisation_id = :organisationId and id = :leadId and active',
      { organisationId: this.database.organisationId, leadId },
    );
    if (fit.length === 0)
      throw invalid([{ field: 'leadId', message: say('member-management.choose-an-active-member') }]);
  }

  private async setActive(id: string, active: boolean): Promise<void> {
    if ((await this.member(id)).active === active) return;
    await this.database.update(MemberEntity, { id }, { active });
    const ended = await this.access.endAll(id);
    await this.audit.record({
      what: active ? 'member.reactivated' : 'member.deactivated',
      object: { kind: 'member', id },
      detail: { ...ended },
    });
  }

  private async member(id: string): Promise<MemberRow> {
    return this.database.one<MemberRow>(
      `
      select m.name, m.roles, m.lead_id, m.active, m.revision
      from app.member m
      where m.organisation_id = :organisationId and m.id = :id
      for no key update`,
      { organisationId: this.database.organisationId, id },
      'member',
    );
  }
}

function fieldsOf({ name, roles, leadId, revision }: MemberRow): MemberFields {
  return { name, roles, leadId, revision };
}

type Changeable = Pick<MemberRow, 'name' | 'roles' | 'leadId'>;

const inOrder = (roles: readonly Role[]): Role[] => [...roles].sort();

/** Only what differs, as the trail shows it; null where nothing does. */
function changesBetween(
  before: Changeable,
  after: Changeable,
): { before: Record<string, unknown>; after: Record<string, unknown> } | null {
  const keys = (['name', 'roles', 'leadId'] as const).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
  if (keys.length === 0) return null;
  const of = (state: Changeable) => Object.fromEntries(keys.map((key) => [key, state[key]]));
  return { before: of(before), after: of(after) };
}
