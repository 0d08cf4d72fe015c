import { Injectable } from '@nestjs/common';
import type { ContractTerms } from '@countersign/domain';
import { asJson, Database } from '@countersign/platform';
import { ContractDesk } from './contract-desk';

/** Who recorded each amendment and when. What a contract says is in its terms; these rows follow them. */
@Injectable()
export class AmendmentRecords {
  constructor(
    private readonly database: Database,
    private readonly desk: ContractDesk,
  ) {}

  /** Those that are new get a row; those that the terms no longer have are kept with the reason. */
  async follow(
    contractId: string,
    { amendments }: Pick<ContractTerms, 'amendments'>,
    reason: string | null = null,
  ): Promise<void> {
    const { byMemberId, byName } = this.desk.by();
    const { organisationId } = this.database;
    await this.database.query(
      `
      update app.contract_amendment a set withdrawn_at = app.now(), withdrawn_reason = :reason
      where a.organisation_id = :organisationId and a.contract_id = :contractId and a.withdrawn_at is null
        and not exists (
          select from jsonb_array_elements(:amendments::jsonb) as s (amendment) where s.amendment = a.amendment)`,
      { organisationId, contractId, amendments: asJson(amendments), reason },
    );
    await this.database.query(
      `
      insert into app.contract_amendment (organisation_id, contract_id, amendment, by_member_id, by_name)
      select :organisationId, :contractId, s.amendment, :byMemberId, :byName
      from jsonb_array_elements(:amendments::jsonb) with ordinality as s (amendment, number)
      where not exists (
        select from app.contract_amendment a
        where a.organisation_id = :organisationId and a.contract_id = :contractId and a.withdrawn_at is null
          and a.amendment = s.amendment)
      order by s.number`,
      { organisationId, contractId, amendments: asJson(amendments), byMemberId, byName },
    );
  }
}
