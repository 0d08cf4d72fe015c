import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { Database, invalid, languagesOnOffer, readBy, say } from '@countersign/platform';
import { MemberEntity } from '../members/member.entity';

/** In which language the product speaks to a member, and writes to them; in the current transaction. */
@Injectable()
export class OwnLanguage {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  async change(memberId: string, language: string): Promise<void> {
    if (!languagesOnOffer().includes(language)) {
      throw invalid([{ field: 'language', message: say('own-language.not-on-offer') }]);
    }
    const { language: before } = await this.database.one<Pick<MemberEntity, 'language'>>(
      `
      select m.language from app.member m
      where m.organisation_id = :organisationId and m.id = :memberId
      for no key update`,
      { memberId },
      'member',
    );
    if (before === language) return;
    await this.database.update(MemberEntity, { id: memberId }, { language });
    readBy(language);
    await this.audit.record({
      what: 'member.language-changed',
      object: { kind: 'member', id: memberId },
      before: { language: before },
      after: { language },
    });
  }
}
