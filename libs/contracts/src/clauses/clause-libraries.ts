import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { clauseLibrary as shippedLibrary } from '@countersign/content';
import type { ClauseLibrary } from '@countersign/domain';
import { asJson, Database, Kept } from '@countersign/platform';
import { ClauseLibraryEntity } from './clause-library.entity';

interface LibraryVersion {
  readonly id: string;
}

const LIBRARIES_KEPT = 200;

/** The clause library of the organisation: versions never change, so each is read once and kept. */
@Injectable()
export class ClauseLibraries {
  private readonly known = new Kept<ClauseLibrary>(LIBRARIES_KEPT);

  constructor(private readonly database: Database) {}

  /** Copies the shipped library as version 1 when an organisation is made; does nothing where one exists. */
  async seedLibrary(): Promise<void> {
    const hash = createHash('sha256').update(asJson(shippedLibrary)).digest('hex');
    const first = { number: 1, document: shippedLibrary, hash };
    await this.database.insertIfNew(ClauseLibraryEntity, first, ['id']);
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
      'clause library',
    );
    return document;
  }
}
