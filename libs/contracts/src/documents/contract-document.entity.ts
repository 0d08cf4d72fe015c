import type { UnopenedReason } from '@countersign/limits';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@Entity('contract_document', { schema: 'app' })
@Check('contract_document_about_check', '(num_nonnulls(notice_id, agreed_term_id, amendment_id) = 1)')
@Check(
  'contract_document_unopened_check',
  `unopened in ('macros', 'mail', 'archive', 'signed', 'password', 'markup', 'unlisted')`,
)
@ForeignKey('ContractEntity', ['organisationId', 'contractId'], ['organisationId', 'id'], {
  name: 'contract_document_contract_fk',
})
@ForeignKey('NoticeRecordEntity', ['organisationId', 'noticeId'], ['organisationId', 'id'], {
  name: 'contract_document_notice_fk',
})
@ForeignKey('AgreedTermEntity', ['organisationId', 'agreedTermId'], ['organisationId', 'id'], {
  name: 'contract_document_agreed_term_fk',
})
@ForeignKey('ContractAmendmentEntity', ['organisationId', 'amendmentId'], ['organisationId', 'id'], {
  name: 'contract_document_amendment_fk',
})
@ForeignKey('MemberEntity', ['organisationId', 'byMemberId'], ['organisationId', 'id'], {
  name: 'contract_document_member_fk',
})
@Index('contract_document_contract_index', ['organisationId', 'contractId'])
@Index('contract_document_notice_index', ['organisationId', 'noticeId'])
@Index('contract_document_agreed_term_index', ['organisationId', 'agreedTermId'])
@Index('contract_document_amendment_index', ['organisationId', 'amendmentId'])
@Index('contract_document_member_index', ['organisationId', 'byMemberId'])
export class ContractDocumentEntity {
  declare readonly byDefault: 'id' | 'at';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly id: string;

  @Column({ type: 'uuid' })
  readonly contractId: string;

  /** The notice that it proves, or the agreed term or the amendment that was signed: one of the three. */
  @Column({ type: 'uuid', nullable: true })
  readonly noticeId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly agreedTermId: string | null;

  @Column({ type: 'uuid', nullable: true })
  readonly amendmentId: string | null;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'bigint' })
  readonly size: number;

  @Column({ type: 'text' })
  readonly mediaType: string;

  @Column({ type: 'text', nullable: true })
  readonly unopened: UnopenedReason | null;

  @Column({ type: 'text' })
  readonly sha256: string;

  @Column({ type: 'text' })
  readonly storageKey: string;

  @Column({ type: 'uuid' })
  readonly byMemberId: string;

  @Column({ type: 'text' })
  readonly byName: string;

  @Column({ type: 'timestamptz', default: () => 'app.now()' })
  readonly at: string;

  /** Kept with the reason: what was proved by it can be followed. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly withdrawnAt: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnReason: string | null;

  @Column({ type: 'text', nullable: true })
  readonly withdrawnByName: string | null;
}
