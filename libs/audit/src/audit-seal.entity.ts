import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Without a foreign key: every sealed line has its own already, and one check a seal is a tenth of its cost. */
@Entity('audit_seal', { schema: 'app' })
@Check('audit_seal_source_check', "(source = ANY (ARRAY['event'::text, 'answer'::text]))")
@Index('audit_seal_key_index', ['organisationId', 'keyId'])
@Unique('audit_seal_row_key', ['organisationId', 'source', 'rowId'])
export class AuditSealEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  /** From 1, without a gap. */
  @PrimaryColumn({ type: 'bigint' })
  readonly sealNo: number;

  @Column({ type: 'text' })
  readonly source: string;

  @Column({ type: 'text' })
  readonly rowId: string;

  @Column({ type: 'bytea' })
  readonly digest: Buffer;

  @Column({ type: 'bytea' })
  readonly hash: Buffer;

  @Column({ type: 'text' })
  readonly keyId: string;

  @Column({ type: 'timestamptz' })
  readonly sealedAt: string;
}
