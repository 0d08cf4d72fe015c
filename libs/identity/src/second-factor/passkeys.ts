import { Injectable } from '@nestjs/common';
import { generateAuthenticationOptions, generateRegistrationOptions } from '@simplewebauthn/server';
import { Database, notFound } from '@countersign/platform';
import type { Assertion, NewCredential, StoredCredential } from './passkey-answers';
import { PasskeyChallenges } from './passkey-challenges';
import { passkeyAlgorithms, RelyingParty } from './relying-party';
import { PasskeyEntity } from './passkey.entity';
import type { CreationOptions, RequestOptions } from './webauthn.shape';

export type PasskeyRow = Pick<PasskeyEntity, 'id' | 'name' | 'createdAt' | 'lastUsedAt'>;

export interface HeldPasskey extends StoredCredential {
  readonly id: string;
  readonly memberId: string;
  readonly transports: readonly string[];
}

/** Milliseconds that the browser may take; the challenge itself lasts ten minutes. */
const timeout = 5 * 60 * 1000;

/** The stored passkeys of members, and the questions put to authenticators. All of it in the caller's transaction. */
@Injectable()
export class Passkeys {
  constructor(
    private readonly database: Database,
    private readonly challenges: PasskeyChallenges,
    private readonly party: RelyingParty,
  ) {}

  async registrationOptions(memberId: string): Promise<CreationOptions> {
    const { organisationName, name, email } = await this.person(memberId);
    const held = await this.heldBy(memberId);
    return generateRegistrationOptions({
      rpName: `Countersign ${organisationName}`,
      rpID: this.party.id,
      userName: email,
      userDisplayName: name,
      userID: new Uint8Array(userHandleOf(memberId)),
      challenge: await this.challenges.mint({ purpose: 'registration', memberId }),
      timeout,
      attestationType: 'none',
      supportedAlgorithmIDs: passkeyAlgorithms,
      excludeCredentials: held.map(asDescriptor),
      // Discoverable, so that it can stand alone; the person verified, so that it counts as both factors.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  }

  /** For the second step of this member, who has proven the password. */
  async secondFactorOptions(memberId: string): Promise<RequestOptions> {
    const challenge = await this.challenges.mint({ purpose: 'second-factor', memberId });
    return this.assertionOptions(challenge, await this.heldBy(memberId));
  }

  /** For whoever it is: the authenticator says. */
  async signInOptions(): Promise<RequestOptions> {
    return this.assertionOptions(await this.challenges.mint({ purpose: 'sign-in', memberId: null }), []);
  }

  async add(memberId: string, name: string, credential: NewCredential): Promise<PasskeyRow> {
    const { credentialId, publicKey, counter, transports, backedUp } = credential;
    return this.database.insert(
      PasskeyEntity,
      { memberId, name, credentialId, publicKey, counter, transports, backedUp },
      ['id', 'name', 'createdAt', 'lastUsedAt'],
    );
  }

  async listOf(memberId: string): Promise<PasskeyRow[]> {
    return this.database.query<PasskeyRow>(
      `
      select p.id, p.name, p.created_at, p.last_used_at
      from app.passkey p
      where p.organisation_id = :organisationId and p.member_id = :memberId
      order by p.created_at, p.id`,
      { organisationId: this.database.organisationId, memberId },
    );
  }

  async rename(memberId: string, id: string, name: string): Promise<{ passkey: PasskeyRow; before: string }> {
    const { before, ...passkey } = await this.database.one<PasskeyRow & { before: string }>(
      `
      update app.passkey set name = :name
      where organisation_id = :organisationId and member_id = :memberId and id = :id
      returning id, new.name, created_at, last_used_at, old.name as before`,
      { organisationId: this.database.organisationId, memberId, id, name },
      'passkey',
    );
    return { passkey, before };
  }

  async remove(memberId: string, id: string): Promise<string> {
    const [passkey] = await this.database.delete(PasskeyEntity, { memberId, id }, ['name']);
    if (passkey === undefined) throw notFound('passkey');
    return passkey.name;
  }

  async find(credentialId: Buffer): Promise<HeldPasskey | null> {
    return this.database.maybeOne<HeldPasskey>(
      `
      select p.id, p.member_id, p.credential_id, p.public_key, p.transports
      from app.passkey p
      where p.organisation_id = :organisationId and p.credential_id = :credentialId`,
      { organisationId: this.database.organisationId, credentialId },
    );
  }

  /**
   * Notes the use. False where the authenticator's counter did not go up: a copy of the passkey may exist
   * (WebAuthn level 3, section 6.1.1). Those that do not count always say 0.
   */
  async used(id: string, { counter, backedUp }: Assertion): Promise<boolean> {
    const used = await this.database.query(
      `
      update app.passkey set counter = :counter, backed_up = :backedUp, last_used_at = now()
      where organisation_id = :organisationId and id = :id
        and (counter < :counter::bigint or (counter = 0 and :counter = 0))
      returning id`,
      { organisationId: this.database.organisationId, id, counter, backedUp },
    );
    return used.length === 1;
  }

  private async assertionOptions(
    challenge: Uint8Array<ArrayBuffer>,
    held: readonly HeldPasskey[],
  ): Promise<RequestOptions> {
    return generateAuthenticationOptions({
      rpID: this.party.id,
      challenge,
      timeout,
      allowCredentials: held.map(asDescriptor),
      userVerification: 'required',
    });
  }

  private async heldBy(memberId: string): Promise<HeldPasskey[]> {
    return this.database.query<HeldPasskey>(
      `
      select p.id, p.member_id, p.credential_id, p.public_key, p.transports
      from app.passkey p
      where p.organisation_id = :organisationId and p.member_id = :memberId
      order by p.id`,
      { organisationId: this.database.organisationId, memberId },
    );
  }

  private async person(memberId: string): Promise<{ organisationName: string; name: string; email: string }> {
    return this.database.one<{ organisationName: string; name: string; email: string }>(
      `
      select o.name as organisation_name, m.name, m.email
      from app.member m join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
  }
}

/** The bytes of the member's id: they name nobody to whoever reads the authenticator. */
export function userHandleOf(memberId: string): Buffer {
  return Buffer.from(memberId.replaceAll('-', ''), 'hex');
}

function asDescriptor({ credentialId, transports }: HeldPasskey): { id: string; transports: string[] } {
  return { id: credentialId.toString('base64url'), transports: [...transports] };
}
