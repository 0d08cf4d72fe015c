import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Members, NewPasswords, SignIn, type SignInStep, type Visit } from '@countersign/identity';
import type { SetUpForm } from './set-up.dto';
import { SetUpTokens } from './set-up-tokens';
import { FoundOrganisation } from '../founding/found-organisation';

/** The first run: one organisation, its content and its first administrator, or nothing at all. */
@Injectable()
export class SetUp {
  constructor(
    private readonly tokens: SetUpTokens,
    private readonly founding: FoundOrganisation,
    private readonly members: Members,
    private readonly passwords: NewPasswords,
    private readonly signIn: SignIn,
  ) {}

  open(token: string, from: string | null): Promise<void> {
    return this.tokens.refuseUnlessOpen(token, from);
  }

  async found(
    { token, organisation, administrator }: SetUpForm,
    visit: Visit,
    response: Response,
  ): Promise<SignInStep> {
    await this.tokens.refuseUnlessOpen(token, visit.from);
    const { name, password } = administrator;
    const email = administrator.email.toLowerCase();
    const holder = { organisationName: organisation.name, name, email };
    const passwordHash = await this.passwords.hashOf(password, holder, 'administrator.password');
    let administratorId = '';
    const { id: organisationId } = await this.founding.found(organisation, {
      from: visit.from,
      zoneField: 'organisation.timeZone',
      first: () => this.tokens.redeem(token),
      last: async () => {
        const first = { name, email, roles: ['admin'] as const, passwordHash, leadId: null };
        administratorId = (await this.members.add(first)).id;
      },
    });
    const member = { id: administratorId, organisationId, name, email };
    return this.signIn.begin(member, visit, response, { by: 'set-up', secondFactor: false });
  }
}
