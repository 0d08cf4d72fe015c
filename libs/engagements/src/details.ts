import { Injectable } from '@nestjs/common';
import { HandingOver } from '@countersign/assessments';
import { Audit } from '@countersign/audit';
import { Database, invalid, refuseStale, say } from '@countersign/platform';
import type { ChangedEngagement, EngagementFields } from './details.dto';

export type LockedDetails = EngagementFields & {
  readonly state: 'open' | 'ended';
  readonly ownerName: string | null;
  readonly vendorState: 'active' | 'archived';
};

/** The end of an engagement `e`, as `EndView` shows it. */
export const endOf = `
  case when coalesce(e.ends_on, e.ended_on) is null then null else jsonb_build_object(
    'lastDay', coalesce(e.ends_on, e.ended_on), 'planned', e.ends_on is not null, 'reason', e.end_reason,
    'assessments', case when e.end_keeps_assessments then 'keep' else 'cancel' end) end`;

/** Why no assessment is needed, as `NotNeededView` shows it. */
export const notNeededOf = `
  case when e.unassessed_reason is null then null else jsonb_build_object(
    'reason', e.unassessed_reason, 'by', e.unassessed_by, 'on', e.unassessed_on) end`;

/** Name, description and owner; what else is changed on the revision of these locks them first. */
@Injectable()
export class Details {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly handingOver: HandingOver,
  ) {}

  async change(id: string, { revision, ...wanted }: ChangedEngagement): Promise<void> {
    const present = await this.locked(id);
    refuseStale(shownTo(present), revision);
    const changed = EDITABLE.filter((key) => present[key] !== wanted[key]);
    if (changed.length === 0) return;
    const ownerName =
      wanted.ownerId === present.ownerId ? present.ownerName : await this.requireOwner(wanted.ownerId);
    await this.database.query(
      `
      update app.engagement e
      set name = :name, description = :description, owner_id = :ownerId, details_revision = e.details_revision + 1
      where e.organisation_id = :organisationId and e.id = :id`,
      { organisationId: this.database.organisationId, id, ...wanted },
    );
    if (present.name !== wanted.name) await this.handingOver.renameService(id, wanted.name);
    await this.audit.record({
      what: 'engagement.changed',
      object: { kind: 'engagement', id },
      before: inTheTrail(changed, present),
      after: inTheTrail(changed, { ...wanted, ownerName }),
    });
  }

  /** The name of an active member; null of nobody. */
  async requireOwner(ownerId: string | null): Promise<string | null> {
    if (ownerId === null) return null;
    const owner = await this.database.maybeOne<{ name: string }>(
      `select m.name from app.member m
       where m.organisation_id = :organisationId and m.id = :ownerId and m.active`,
      { ownerId },
    );
    if (owner === null)
      throw invalid([{ field: 'ownerId', message: say('engagement.service.choose-an-active-member') }]);
    return owner.name;
  }

  locked(id: string): Promise<LockedDetails> {
    return this.database.one<LockedDetails>(
      `
      select e.name, e.description, e.owner_id, e.state, e.details_revision as revision, o.name as owner_name,
        v.state as vendor_state, ${endOf} as "end",
        ${notNeededOf} as not_needed
      from app.engagement e
      join app.vendor v on v.organisation_id = e.organisation_id and v.id = e.vendor_id
      left join app.member o on o.organisation_id = e.organisation_id and o.id = e.owner_id
      where e.organisation_id = :organisationId and e.id = :id
      for no key update of e`,
      { id },
      'engagement',
    );
  }
}

/** As whoever was too late is told. */
export const shownTo = ({
  name,
  description,
  ownerId,
  end,
  notNeeded,
  revision,
}: LockedDetails): EngagementFields => ({
  name,
  description,
  ownerId,
  end,
  notNeeded,
  revision,
});

const EDITABLE = ['name', 'description', 'ownerId'] as const;

/** People by their names. */
function inTheTrail(
  keys: readonly (typeof EDITABLE)[number][],
  { name, description, ownerName }: Pick<LockedDetails, 'name' | 'description' | 'ownerName'>,
): Record<string, unknown> {
  const said = { name, description, ownerId: ownerName };
  return Object.fromEntries(keys.map((key) => [key === 'ownerId' ? 'owner' : key, said[key]]));
}
