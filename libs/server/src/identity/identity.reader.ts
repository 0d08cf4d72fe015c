import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../platform/auth/request';
import { Config } from '../platform/config/config';
import { Database } from '../platform/database/database';
import type { MemberList, MemberSummary, Session, SessionOrganisation } from './identity.dto';

interface ProductFacts {
  readonly today: string;
  readonly demonstration: boolean;
}

@Injectable()
export class IdentityReader {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  /** Opens its own transaction: the route is public, and the session may just have begun. */
  async session(member: SignedInMember | null): Promise<Session> {
    return member === null ? this.sessionOfNobody() : this.sessionOf(member);
  }

  async members(): Promise<MemberList> {
    const items = await this.database.query<MemberSummary>(
      `
      select m.id, m.name, m.email, m.roles, m.lead_id, m.active
      from app.member m
      where m.organisation_id = :organisationId
      order by m.name, m.id`,
      { organisationId: this.database.organisationId },
    );
    return { items };
  }

  private async sessionOf(member: SignedInMember): Promise<Session> {
    const { id, name, email, roles, permissions, organisationId } = member;
    const actor = { kind: 'member', organisationId, memberId: id, name } as const;
    const facts = await this.database.run(actor, () =>
      this.database.one<ProductFacts & SessionOrganisation>(
        `
        select o.organisation_id as id, o.name, o.slug, o.time_zone, app.today(o.time_zone) as today, p.demonstration
        from app.organisation o, app.product p
        where o.organisation_id = :organisationId`,
        { organisationId },
        'organisation',
      ),
    );
    const { today, demonstration, ...organisation } = facts;
    return {
      member: { id, name, email, roles: [...roles], permissions: [...permissions] },
      organisation,
      today,
      demonstration,
      inboxUrl: this.inboxUrl(demonstration),
    };
  }

  private async sessionOfNobody(): Promise<Session> {
    const { today, demonstration } = await this.database.run({ kind: 'none' }, () =>
      this.database.one<ProductFacts>(`select app.today('UTC') as today, p.demonstration from app.product p`),
    );
    return { member: null, organisation: null, today, demonstration, inboxUrl: this.inboxUrl(demonstration) };
  }

  private inboxUrl(demonstration: boolean): string | null {
    return demonstration ? this.config.inboxUrl : null;
  }
}
