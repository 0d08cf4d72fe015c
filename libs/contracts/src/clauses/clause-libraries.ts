import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { clauseLibrary as shippedLibrary } from '@countersign/content';
import type { ClauseLibrary } from '@countersign/domain';
import { Audit } from '@countersign/audit';
import { OrganisationEntity } from '@countersign/identity';
import { asJson, Database, Kept } from '@countersign/platform';
import { ClauseLibraryEntity } from './clause-library.entity';

interface LibraryVersion {
  readonly id: string;
}

const LIBRARIES_KEPT = 200;
const BEFORE_ANY_STANDING = '2000-01-01';

/** The clause library of the organisation: versions never change, so each is read once and kept. */
@Injectable()
export class ClauseLibraries {
  private readonly known = new Kept<ClauseLibrary>(LIBRARIES_KEPT);

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Copies the shipped library as version 1 when an organisation is made; does nothing where one exists. */
  async seedLibrary(): Promise<void> {
    const first = { number: 1, document: shippedLibrary, hash: hashOf(asJson(shippedLibrary)) };
    await this.database.insertIfNew(ClauseLibraryEntity, first, ['id']);
  }

  /**
   * Publishes what ships as the next version where the organisation does not have it yet, and has everything that
   * clauses decide counted again. Marks stay as they are.
   */
  async renewLibrary(): Promise<void> {
    const document = asJson(shippedLibrary);
    const hash = hashOf(document);
    const published = await this.database.maybeOne<{ number: number }>(
      `
      insert into app.clause_library (organisation_id, number, document, hash)
      select :organisationId::uuid, coalesce(max(l.number), 0) + 1, :document::jsonb, :hash::text
      from app.clause_library l
      where l.organisation_id = :organisationId
      having count(*) filter (where l.hash = :hash::text) = 0
      returning number`,
      { organisationId: this.database.organisationId, document, hash },
    );
    if (published === null) return;
    await this.database.update(
      OrganisationEntity,
      {},
      { recountContracts: true, recountStandingsFrom: BEFORE_ANY_STANDING },
    );
    await this.audit.record({
      what: 'clause-library.published',
      object: { kind: 'organisation', id: this.database.organisationId },
      after: { number: published.number, version: shippedLibrary.version, hash },
    });
  }

  /** The newest version; the shipped library for an organisation that has none of its own. */
  async latest(): Promise<ClauseLibrary> {
    const version = await this.database.maybeOne<LibraryVersion>(
      `
      select l.id
      from app.clause_library l
      where l.organisation_id = :organisationId
      order by l.number desc
      limit 1`,
      { organisationId: this.database.organisationId },
    );
    if (version === null) return shippedLibrary;
    const { organisationId } = this.database;
    return this.known.of({ organisationId, id: version.id }, () => this.read(version.id));
  }

  private async read(id: string): Promise<ClauseLibrary> {
    const { document } = await this.database.one<{ document: ClauseLibrary }>(
      `
      select l.document
      from app.clause_library l
      where l.organisation_id = :organisationId and l.id = :id`,
      { organisationId: this.database.organisationId, id },
      'clause-library',
    );
    return document;
  }
}

function hashOf(document: string): string {
  return createHash('sha256').update(document).digest('hex');
}
