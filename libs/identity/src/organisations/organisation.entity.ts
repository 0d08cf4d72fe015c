import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('organisation', { schema: 'app' })
@Check('organisation_slug_check', "(slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'::text)")
@Check('organisation_provider_revision_check', '(provider_revision >= 0)')
@Unique('organisation_slug_key', ['slug'])
export class OrganisationEntity {
  declare readonly byDefault:
    'language' | 'country' | 'settings' | 'createdAt' | 'revision' | 'providerRevision' | 'recountContracts';

  @PrimaryColumn({ type: 'uuid', default: () => 'uuidv7()' })
  readonly organisationId: string;

  @Column({ type: 'text' })
  readonly slug: string;

  @Column({ type: 'text' })
  readonly name: string;

  @Column({ type: 'text' })
  readonly timeZone: string;

  @Column({ type: 'text', default: 'en' })
  readonly language: string;

  @Column({ type: 'text', default: 'US' })
  readonly country: string;

  @Column({ type: 'jsonb', default: '{}' })
  readonly settings: unknown;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  readonly createdAt: string;

  /** Of name, zone, country and settings together: who changes them names the one they saw. */
  @Column({ type: 'integer', default: 1 })
  readonly revision: number;

  /** Of its sign-in provider, also while there is none. */
  @Column({ type: 'integer', default: 0 })
  readonly providerRevision: number;

  /** Set by new holidays and by a time zone that takes a day back, until the daily round has called all of them due. */
  @Column({ type: 'boolean', default: false })
  readonly recountContracts: boolean;

  /** Those computed on this day or later are counted again. */
  @Column({ type: 'date', nullable: true })
  readonly recountStandingsFrom: string | null;

  /** What is left of a deleted organisation is the proof: its trail without payloads, and the seal. */
  @Column({ type: 'timestamptz', nullable: true })
  readonly deletedAt: string | null;
}
