import { Injectable } from '@nestjs/common';
import { conflict, Database, expression, invalid, KeyRing, notFound, say } from '@countersign/platform';
import { mintTotpSecret, qrCodeOf, totpStepOf, totpUri, type QrCode } from './totp';
import { MemberTotpEntity } from './member-totp.entity';

/** What the secret is sealed for: bound to it by the key ring. */
export const totpPurpose = 'totp';

export interface TotpOffer {
  readonly secret: string;
  readonly uri: string;
  readonly qr: QrCode;
}

interface StoredSecret {
  readonly secretSealed: string;
  /** By the database's clock, which sessions and codes keep to. */
  readonly epochMs: number;
}

/** Codes of an authenticator app (RFC 6238). All of it in the caller's transaction. */
@Injectable()
export class AuthenticatorApp {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  /** A secret that counts once a code of it was shown; a second offer replaces the first. */
  async offer(memberId: string): Promise<TotpOffer> {
    const secret = mintTotpSecret();
    const offered = await this.database.query(
      `
      insert into app.member_totp as t (organisation_id, member_id, secret_sealed)
      values (:organisationId, :memberId, :sealed)
      on conflict (organisation_id, member_id) do update set secret_sealed = excluded.secret_sealed, created_at = now()
      where t.confirmed_at is null
      returning member_id`,
      {
        organisationId: this.database.organisationId,
        memberId,
        sealed: this.keys.seal(secret, totpPurpose),
      },
    );
    if (offered.length === 0) {
      throw conflict('already-enrolled', say('refusal.already-enrolled'));
    }
    const uri = totpUri(secret, await this.labels(memberId));
    return { secret, uri, qr: qrCodeOf(uri) };
  }

  async confirm(memberId: string, code: string): Promise<void> {
    const offered = await this.secretOf(memberId, 'offered');
    if (offered === null) {
      throw conflict('step-ended', say('refusal.step-ended'));
    }
    const step = this.stepOf(offered, code);
    if (step === null) {
      throw invalid([
        {
          field: 'code',
          message: say('authenticator-app.is-not-the-code'),
        },
      ]);
    }
    await this.database.update(
      MemberTotpEntity,
      { memberId },
      { confirmedAt: expression`now()`, lastStep: step },
    );
  }

  /** True where the code is right and neither it nor a later one was taken before. */
  async accept(memberId: string, code: string): Promise<boolean> {
    const confirmed = await this.secretOf(memberId, 'confirmed');
    const step = confirmed === null ? null : this.stepOf(confirmed, code);
    if (step === null) return false;
    const taken = await this.database.query(
      `
      update app.member_totp set last_step = :step
      where organisation_id = :organisationId and member_id = :memberId and confirmed_at is not null
        and (last_step is null or last_step < :step)
      returning last_step`,
      { organisationId: this.database.organisationId, memberId, step },
    );
    return taken.length === 1;
  }

  /** The key that sealed its secret is lost: no code is right any more, and one is still asked for. */
  async isLost(memberId: string): Promise<boolean> {
    const lost = await this.database.query(
      `
      select from app.member_totp
      where organisation_id = :organisationId and member_id = :memberId and lost_at is not null`,
      { organisationId: this.database.organisationId, memberId },
    );
    return lost.length > 0;
  }

  async remove(memberId: string): Promise<void> {
    const [removed] = await this.database.delete(MemberTotpEntity, { memberId }, ['confirmedAt']);
    if (removed === undefined || removed.confirmedAt === null) throw notFound('authenticator-app');
  }

  private stepOf({ secretSealed, epochMs }: StoredSecret, code: string): number | null {
    return totpStepOf(this.keys.open(secretSealed, totpPurpose), code, epochMs);
  }

  private async secretOf(memberId: string, state: 'offered' | 'confirmed'): Promise<StoredSecret | null> {
    return this.database.maybeOne<StoredSecret>(
      `
      select t.secret_sealed, (extract(epoch from clock_timestamp()) * 1000)::float8 as epoch_ms
      from app.member_totp t
      where t.organisation_id = :organisationId and t.member_id = :memberId and t.secret_sealed is not null
        and case :state
          when 'confirmed' then t.confirmed_at is not null
          else t.confirmed_at is null and t.created_at > now() - interval '1 hour'
        end
      for update`,
      { organisationId: this.database.organisationId, memberId, state },
    );
  }

  private async labels(memberId: string): Promise<{ issuer: string; label: string }> {
    return this.database.one<{ issuer: string; label: string }>(
      `
      select 'Countersign ' || o.name as issuer, m.email as label
      from app.member m join app.organisation o on o.organisation_id = m.organisation_id
      where m.organisation_id = :organisationId and m.id = :memberId`,
      { organisationId: this.database.organisationId, memberId },
      'member',
    );
  }
}
