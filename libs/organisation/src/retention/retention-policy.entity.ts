import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

@Entity('retention_policy', { schema: 'app' })
@Check('retention_policy_class_check', "(class <> ALL (ARRAY[''::text]))")
@Check('retention_policy_months_check', '(months > 0)')
@Check('retention_policy_revision_check', '(revision > 0)')
@ForeignKey('OrganisationEntity', ['organisationId'], ['organisationId'], {
  name: 'retention_policy_organisation_fk',
})
export class RetentionPolicyEntity {
  declare readonly byDefault: 'changedAt' | 'revision';

  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'text' })
  readonly class: string;

  @Column({ type: 'integer' })
  readonly months: number;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly changedAt: string;

  @Column({ type: 'text' })
  readonly changedBy: string;

  @Column({ type: 'integer', default: 1 })
  readonly revision: number;
}
