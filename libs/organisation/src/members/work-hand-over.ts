import { Injectable } from '@nestjs/common';
import { REVIEWABLE_STATES } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { Database, invalid, permissionsOf, type Role, textList, say } from '@countersign/platform';
import type { OpenWork } from './work.dto';

interface Successor {
  readonly name: string;
  readonly roles: Role[];
}

/** What an edit of the owner is made on. */
const REVISIONS = { engagement: 'details_revision', contract: 'revision' } as const;

/** A reviewer leaves, an owner changes the desk: what waits for one member goes to another, all at once. */
@Injectable()
export class WorkHandOver {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async workOf(id: string): Promise<OpenWork> {
    return this.database.one<OpenWork>(
      `
      select
        (select count(*)::int from app.engagement e
          where e.organisation_id = m.organisation_id and e.owner_id = m.id and e.state = 'open') as engagements,
        (select count(*)::int from app.contract c
          where c.organisation_id = m.organisation_id and c.owner_id = m.id and c.state <> 'ended'
            and app.contract_counts(c)) as contracts,
        (select count(*)::int from app.assessment a
          where a.organisation_id = m.organisation_id and a.reviewer_id = m.id
            and a.state in (${textList(REVIEWABLE_STATES)})) as reviews,
        (select count(*)::int from app.member l
          where l.organisation_id = m.organisation_id and l.lead_id = m.id and l.active) as led
      from app.member m
      where m.organisation_id = :organisationId and m.id = :id`,
      { organisationId: this.database.organisationId, id },
      'member',
    );
  }

  /** Reviews go to whoever may review; else they wait for the next reviewer who opens them. */
  async handOver(id: string, to: string): Promise<OpenWork> {
    const work = await this.workOf(id);
    const successor = await this.successor(id, to);
    const mayReview = permissionsOf(successor.roles).includes('assessment.review');
    const parameters = { organisationId: this.database.organisationId, id, to };
    await this.changeOwner('engagement', `state = 'open'`, parameters);
    await this.changeOwner('contract', `state <> 'ended' and app.contract_counts(contract)`, parameters);
    const reviews = await this.database.query<{ id: string }>(
      `
      update app.assessment set reviewer_id = :reviewer::uuid
      where organisation_id = :organisationId and reviewer_id = :id and state in (${textList(REVIEWABLE_STATES)})
      returning id`,
      { organisationId: parameters.organisationId, id, reviewer: mayReview ? to : null },
    );
    await this.audit.recordEach(
      reviews.map((review) => ({
        what: 'assessment.reviewer-changed',
        object: { kind: 'assessment', id: review.id },
        after: { reviewer: mayReview ? successor.name : null },
      })),
    );
    await this.database.query(
      `
      update app.member set lead_id = nullif(:to::uuid, id), revision = revision + 1
      where organisation_id = :organisationId and lead_id = :id and active`,
      parameters,
    );
    await this.audit.record({
      what: 'member.work-handed-over',
      object: { kind: 'member', id },
      after: { to: successor.name },
      detail: { ...work, toId: to },
    });
    return work;
  }

  /** Each record's own history names its new owner; an edit that is open meanwhile meets it, and puts nobody back. */
  private async changeOwner(
    kind: 'engagement' | 'contract',
    open: string,
    parameters: { readonly organisationId: string; readonly id: string; readonly to: string },
  ): Promise<void> {
    const changed = await this.database.query<{ id: string; before: string | null; after: string | null }>(
      `
      update app.${kind} set owner_id = :to, ${REVISIONS[kind]} = ${REVISIONS[kind]} + 1
      where organisation_id = :organisationId and owner_id = :id and ${open}
      returning id,
        (select name from app.member where organisation_id = :organisationId and id = :id) as before,
        (select name from app.member where organisation_id = :organisationId and id = :to) as after`,
      parameters,
    );
    const what = kind === 'engagement' ? 'engagement.owner-changed' : 'contract.owner-changed';
    await this.audit.recordEach(
      changed.map(({ id, before, after }) => ({
        what,
        object: { kind, id },
        before: { owner: before },
        after: { owner: after },
      })),
    );
  }

  private async successor(id: string, to: string): Promise<Successor> {
    const found = await this.database.maybeOne<Successor>(
      'select m.name, m.roles from app.member m where m.organisation_id = :organisationId and m.id = :to and m.active',
      { organisationId: this.database.organisationId, to },
    );
    if (found === null || to === id) {
      throw invalid([{ field: 'to', message: say('work-hand-over.choose-another-active-member') }]);
    }
    return found;
  }
}
