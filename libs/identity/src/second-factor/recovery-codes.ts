import { createHash, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, expression } from '@countersign/platform';
import { MemberMail } from '../members/member-mail';
import { RecoveryCodeEntity } from './recovery-code.entity';

export const recoveryCodeCount = 10;

/** Without the letters that are read as digits (Crockford's base32). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const groups = 4;
const groupLength = 6;
const length = groups * groupLength;

/** Codes for the day the phone is gone: each opens the door once. All of it in the caller's transaction. */
@Injectable()
export class RecoveryCodes {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly mail: MemberMail,
  ) {}

  /** A fresh list, shown this once; the earlier one ends. */
  async renew(memberId: string): Promise<string[]> {
    await this.discard(memberId);
    const codes = Array.from({ length: recoveryCodeCount }, mintRecoveryCode);
    await this.database.insertEach(
      RecoveryCodeEntity,
      codes.map((code) => ({ memberId, codeHash: hashRecoveryCode(code) })),
    );
    return codes;
  }

  /** True once for each code; the person is told, since it stands in for what they usually hold. */
  async use(memberId: string, code: string): Promise<boolean> {
    const used = await this.database.update(
      RecoveryCodeEntity,
      { memberId, codeHash: hashRecoveryCode(code), usedAt: null },
      { usedAt: expression`now()` },
    );
    if (used === 0) return false;
    const object = { kind: 'member', id: memberId };
    await this.audit.record({
      what: 'recovery-code.used',
      object,
      detail: { left: await this.left(memberId) },
    });
    await this.mail.tellOfChange(memberId, 'recovery-code-used');
    return true;
  }

  async left(memberId: string): Promise<number> {
    const { left } = await this.database.one<{ left: number }>(
      `
      select count(*)::int as left from app.recovery_code
      where organisation_id = :organisationId and member_id = :memberId and used_at is null`,
      { organisationId: this.database.organisationId, memberId },
    );
    return left;
  }

  async discard(memberId: string): Promise<void> {
    await this.database.delete(RecoveryCodeEntity, { memberId });
  }
}

/** 120 bits, so that a plain digest is enough (ASVS 6.5.2 asks for a password hash below 112). */
export function mintRecoveryCode(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
  return letters.match(/.{6}/g)?.join('-') ?? letters;
}

export function looksLikeRecoveryCode(code: string): boolean {
  return plainForm(code).length === length;
}

function hashRecoveryCode(code: string): Buffer {
  return createHash('sha256').update(plainForm(code)).digest();
}

/** As somebody copies it from paper: in any case, grouped in any way, o for 0, i and l for 1. */
function plainForm(code: string): string {
  const letters = code.toLowerCase().replace(/[^0-9a-z]/g, '');
  return letters.replaceAll('o', '0').replace(/[il]/g, '1');
}
