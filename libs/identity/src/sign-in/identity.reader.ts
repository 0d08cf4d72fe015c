import { Injectable } from '@nestjs/common';
import { Config, Database, readBy, readersLanguage, type SignedInMember } from '@countersign/platform';
import type { Session, SessionOrganisation } from './identity.dto';
import { SecondFactors } from '../second-factor/second-factors';

interface ProductFacts {
  readonly today: string;
  readonly demonstration: boolean;
  readonly organisations: number;
}

@Injectable()
export class IdentityReader {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly secondFactors: SecondFactors,
  ) {}

  /** Opens its own transaction: the route is public, and the session may just have begun. */
  async session(member: SignedInMember | null): Promise<Session> {
    if (member !== null) readBy(member.language);
    return member === null ? this.sessionOfNobody() : this.sessionOf(member);
  }

  private async sessionOf(member: SignedInMember): Promise<Session> {
    const { id, name, email, roles, permissions, organisationId } = member;
    const actor = { kind: 'member', organisationId, memberId: id, name } as const;
    return this.database.run(actor, async () => {
      const { today, demonstration, organisations, ...organisation } = await this.database.one<
        ProductFacts & SessionOrganisation
      >(
        `
        select o.organisation_id as id, o.name, o.slug, o.time_zone, app.today(o.time_zone) as today, p.demonstration,
          (select count(*) from lookup.living_organisations()) as organisations
        from app.organisation o, app.product p
        where o.organisation_id = :organisationId`,
        { organisationId },
        'organisation',
      );
      return {
        ...this.factsOf({ today, demonstration, organisations }),
        member: { id, name, email, roles: [...roles], permissions: [...permissions] },
        organisation,
        secondFactor: await this.secondFactorOf(member),
      };
    });
  }

  private async sessionOfNobody(): Promise<Session> {
    const facts = await this.database.run({ kind: 'none' }, () =>
      this.database.one<ProductFacts>(
        `
        select app.today('UTC') as today, p.demonstration,
          (select count(*) from lookup.living_organisations()) as organisations
        from app.product p`,
      ),
    );
    return { ...this.factsOf(facts), member: null, organisation: null, secondFactor: 'none' };
  }

  private async secondFactorOf(member: SignedInMember): Promise<Session['secondFactor']> {
    if (member.secondFactorMissing) return 'required';
    return (await this.secondFactors.methodsOf(member.id)).length > 0 ? 'enrolled' : 'none';
  }

  private factsOf({ today, demonstration, organisations }: ProductFacts) {
    return {
      language: readersLanguage(),
      today,
      demonstration,
      inboxUrl: demonstration ? this.config.inboxUrl : null,
      setUpNeeded: organisations === 0,
      severalOrganisations: organisations > 1,
    };
  }
}
