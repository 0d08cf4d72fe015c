import { Injectable } from '@nestjs/common';
import { Audit } from '@countersign/audit';
import { FileIntake, RoomForFiles, type BroughtFile } from '@countersign/limits';
import { conflict, Database, expression, notFound, say, type MemberActor } from '@countersign/platform';
import { refuseVoid } from '../counting/refuse-void';
import { ContractDocumentEntity } from './contract-document.entity';
import type { DocumentPlace, DocumentSubject } from './document.dto';

/** All of them stand on the contract's page. */
const MOST_DOCUMENTS = 100;

const NO_ROOM = say('contract-documents.no-room');

/** Where that stands which a document belongs to. */
const SUBJECTS = {
  notice: { thing: 'notice', table: 'app.notice_record' },
  'agreed-term': { thing: 'term', table: 'app.agreed_term' },
  amendment: { thing: 'amendment', table: 'app.contract_amendment' },
} as const satisfies Record<DocumentSubject, unknown>;

interface DocumentOfContract {
  readonly contractId: string;
  readonly documentId: string;
}

export interface StoredDocument {
  readonly name: string;
  readonly size: number;
  readonly storageKey: string;
}

/** The proof of a notice, and what both sides signed: files that members bring, open and withdraw. */
@Injectable()
export class ContractDocuments {
  constructor(
    private readonly database: Database,
    private readonly intake: FileIntake,
    private readonly room: RoomForFiles,
    private readonly audit: Audit,
  ) {}

  /** Bytes first, then the row; no transaction is open while they arrive. */
  async attach(
    member: MemberActor,
    contractId: string,
    { about, of, ...brought }: DocumentPlace & BroughtFile,
  ): Promise<void> {
    await this.database.run(member, () => this.requirePlace(contractId, { about, of }));
    await this.room.requireSome(member.organisationId, NO_ROOM);
    await this.intake.take(brought, (file) =>
      this.database.run(member, async () => {
        await this.requirePlace(contractId, { about, of });
        const { id: documentId } = await this.database.insert(
          ContractDocumentEntity,
          {
            contractId,
            noticeId: about === 'notice' ? of : null,
            agreedTermId: about === 'agreed-term' ? of : null,
            amendmentId: about === 'amendment' ? of : null,
            ...file,
            byMemberId: member.memberId,
            byName: member.name,
          },
          ['id'],
        );
        const { name, sha256 } = file;
        await this.record(contractId, 'contract.document-attached', {
          after: { documentId, about, of, name, sha256 },
        });
        await this.room.requireKept(NO_ROOM);
      }),
    );
  }

  /** What it proved may have been relied on: it stays in the list with the reason. */
  async withdraw(
    member: MemberActor,
    { contractId, documentId }: DocumentOfContract,
    reason: string,
  ): Promise<void> {
    const { name } = await this.stored({ contractId, documentId });
    await this.requireCounting(contractId);
    const withdrawn = await this.database.update(
      ContractDocumentEntity,
      { id: documentId, contractId, withdrawnAt: null },
      { withdrawnAt: expression`app.now()`, withdrawnReason: reason, withdrawnByName: member.name },
    );
    if (withdrawn === 0) throw notFound('document');
    await this.record(contractId, 'contract.document-withdrawn', {
      before: { documentId, name },
      after: { reason },
    });
  }

  stored({ contractId, documentId }: DocumentOfContract): Promise<StoredDocument> {
    return this.database.one<StoredDocument>(
      `
      select d.name, d.size::float8 as size, d.storage_key
      from app.contract_document d
      where d.organisation_id = :organisationId and d.contract_id = :contractId and d.id = :documentId`,
      { organisationId: this.database.organisationId, contractId, documentId },
      'document',
    );
  }

  async recordReading({ contractId, documentId }: DocumentOfContract, name: string): Promise<void> {
    await this.record(contractId, 'contract.document-read', { after: { documentId, name } });
  }

  private async record(
    contractId: string,
    what: string,
    how: { readonly before?: object; readonly after: object },
  ): Promise<void> {
    await this.audit.record({
      what,
      object: { kind: 'contract', id: contractId },
      ...(how.before !== undefined && { before: { ...how.before } }),
      after: { ...how.after },
    });
  }

  private async requireCounting(contractId: string): Promise<void> {
    const contract = await this.database.one<{ counts: boolean }>(
      `
      select app.contract_counts(c) as counts from app.contract c
      where c.organisation_id = :organisationId and c.id = :contractId
      for no key update of c`,
      { organisationId: this.database.organisationId, contractId },
      'contract',
    );
    refuseVoid(contract);
  }

  /** The contract is locked, so that one document after the other is counted. */
  private async requirePlace(contractId: string, { about, of }: DocumentPlace): Promise<void> {
    const { organisationId } = this.database;
    await this.requireCounting(contractId);
    const { table, thing } = SUBJECTS[about];
    await this.database.one(
      `
      select s.id from ${table} s
      where s.organisation_id = :organisationId and s.contract_id = :contractId and s.id = :of`,
      { organisationId, contractId, of },
      thing,
    );
    const { count } = await this.database.one<{ count: number }>(
      `
      select count(*)::int as count from app.contract_document d
      where d.organisation_id = :organisationId and d.contract_id = :contractId`,
      { organisationId, contractId },
    );
    if (count >= MOST_DOCUMENTS) {
      throw conflict('documents-full', say('refusal.documents-full', { n: MOST_DOCUMENTS }));
    }
  }
}
