import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import {
  linkEnded,
  MemberLinks,
  NewPasswords,
  OpenInvitations,
  SignIn,
  type ProvenMember,
  type SignInStep,
  type Visit,
} from '@countersign/identity';
import { Database } from '@countersign/platform';
import type { AcceptedInvitation, OpenedInvitation } from './invitation.dto';

/** What the one who was invited does with the link. Opens its own transactions. */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly database: Database,
    private readonly invitations: OpenInvitations,
    private readonly links: MemberLinks,
    private readonly passwords: NewPasswords,
    private readonly signIn: SignIn,
  ) {}

  /** Uses nothing up: mail scanners follow links too. */
  async open(token: string, from: string | null): Promise<OpenedInvitation> {
    const { organisationId, subjectId } = await this.links.demand(token, 'invitation', from);
    return this.database.run({ kind: 'job', organisationId, name: 'invitation' }, async () => {
      const invitation = await this.invitations.find(subjectId);
      if (invitation === null) throw linkEnded();
      const { label, ...organisation } = await this.organisation();
      const { name, email } = invitation;
      return { ...organisation, name, email, oidc: label === null ? null : { label } };
    });
  }

  /** Makes the member and signs them in. Of two at once one is refused. */
  async accept(
    { token, name, password }: AcceptedInvitation,
    visit: Visit,
    response: Response,
  ): Promise<SignInStep> {
    // Before the slow work: whoever only guesses tokens makes us hash nothing.
    const { organisationName, email } = await this.open(token, visit.from);
    const passwordHash = await this.passwords.hashOf(password, { organisationName, name, email });
    const member = await this.links.redeem(
      token,
      'invitation',
      async ({ organisationId, subjectId }): Promise<ProvenMember> => {
        const invitation = await this.invitations.find(subjectId);
        if (invitation === null) throw linkEnded();
        const id = await this.invitations.accept(invitation, { name, passwordHash });
        if (id === null) throw linkEnded();
        return { id, organisationId, name, email: invitation.email };
      },
      visit.from,
    );
    return this.signIn.begin(member, visit, response, { by: 'invitation', secondFactor: false });
  }

  private organisation(): Promise<{
    organisationName: string;
    organisationSlug: string;
    label: string | null;
  }> {
    return this.database.one(
      `
      select o.name as organisation_name, o.slug as organisation_slug, p.label
      from app.organisation o
      left join app.oidc_provider p on p.organisation_id = o.organisation_id and p.enabled
      where o.organisation_id = :organisationId`,
      { organisationId: this.database.organisationId },
      'organisation',
    );
  }
}
