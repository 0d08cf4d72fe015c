import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** That a member's reading of this hour has its line already. */
@Entity('audit_reading', { schema: 'app' })
@ForeignKey('MemberEntity', ['organisationId', 'memberId'], ['organisationId', 'id'], {
  name: 'audit_reading_member_fk',
})
@ForeignKey('AssessmentEntity', ['organisationId', 'assessmentId'], ['organisationId', 'id'], {
  name: 'audit_reading_assessment_fk',
})
@Index('audit_reading_assessment_index', ['organisationId', 'assessmentId'])
@Index('audit_reading_hour_index', ['organisationId', 'hour'])
export class AuditReadingEntity {
  @PrimaryColumn({ type: 'uuid' })
  readonly organisationId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly memberId: string;

  @PrimaryColumn({ type: 'uuid' })
  readonly assessmentId: string;

  @PrimaryColumn({ type: 'text' })
  readonly what: string;

  @PrimaryColumn({ type: 'timestamptz' })
  readonly hour: string;
}
