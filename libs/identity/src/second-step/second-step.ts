import { Injectable } from '@nestjs/common';
import { Database, notFound, unauthorised, type Actor, say } from '@countersign/platform';
import { Organisations } from '../organisations/organisations';
import type { BrowserAnswer } from '../second-factor/passkey-answers';
import { PasskeyProofs } from '../second-factor/passkey-proofs';
import { Passkeys } from '../second-factor/passkeys';
import type { RequestOptions } from '../second-factor/webauthn.shape';
import { SecondFactors } from '../second-factor/second-factors';
import type { ProvenMember } from '../sign-in/sign-in';
import type { OpenStep } from '../sign-in/sign-in-steps';

type Visitor = Extract<Actor, { kind: 'job' }>;

/** The second factor after a password, and the passkey that is both at once. Opens its own transactions. */
@Injectable()
export class SecondStep {
  constructor(
    private readonly database: Database,
    private readonly factors: SecondFactors,
    private readonly passkeys: Passkeys,
    private readonly proofs: PasskeyProofs,
    private readonly organisations: Organisations,
  ) {}

  async byCode(
    { organisationId, memberId }: OpenStep,
    code: string,
    from: string | null,
  ): Promise<ProvenMember> {
    const actor = visitorTo(organisationId, from);
    const member = await this.memberOf(actor, memberId);
    await this.factors.proveCode(actor, memberId, code);
    return member;
  }

  async passkeyOptions({ organisationId, memberId }: OpenStep): Promise<RequestOptions> {
    return this.database.run(visitorTo(organisationId, null), () =>
      this.passkeys.secondFactorOptions(memberId),
    );
  }

  async byPasskey(
    { organisationId, memberId }: OpenStep,
    answer: BrowserAnswer,
    from: string | null,
  ): Promise<ProvenMember> {
    const actor = visitorTo(organisationId, from);
    await this.proofs.prove(actor, { purpose: 'second-factor', memberId }, answer);
    return this.memberOf(actor, memberId);
  }

  async passkeyAloneOptions(slug: string | null): Promise<RequestOptions> {
    const actor = visitorTo(await this.organisationOf(slug), null);
    return this.database.run(actor, () => this.passkeys.signInOptions());
  }

  async byPasskeyAlone(
    slug: string | null,
    answer: BrowserAnswer,
    from: string | null,
  ): Promise<ProvenMember> {
    const actor = visitorTo(await this.organisationOf(slug), from);
    const memberId = await this.proofs.prove(actor, { purpose: 'sign-in', memberId: null }, answer);
    return this.memberOf(actor, memberId);
  }

  private async organisationOf(slug: string | null): Promise<string> {
    const organisationId = await this.organisations.find(slug);
    if (organisationId === null) throw notFound('organisation');
    return organisationId;
  }

  private async memberOf(actor: Visitor, memberId: string): Promise<ProvenMember> {
    const member = await this.database.run(actor, () =>
      this.database.maybeOne<ProvenMember>(
        `
        select m.id, m.organisation_id, m.name, m.email
        from app.member m
        where m.organisation_id = :organisationId and m.id = :memberId and m.active`,
        { organisationId: actor.organisationId, memberId },
      ),
    );
    if (member === null) throw unauthorised(say('second-step.this-sign-in-has'), 'step-ended');
    return member;
  }
}

function visitorTo(organisationId: string, from: string | null): Visitor {
  return { kind: 'job', organisationId, name: 'sign-in', from };
}
