import { Injectable } from '@nestjs/common';
import { Database, KeyRing } from '@countersign/platform';
import { Audit } from '../audit';
import { linkOf, sealPurpose } from './chain';
import { ChainHeads, type ChainHead } from './chain-head';
import { ChainFingerprint, type WholeSeal } from './fingerprint';
import { lossIdOf } from './loss';
import { AuditSealEntity } from '../audit-seal.entity';
import { KeyLossEntity } from '../key-loss.entity';

const SEALS_A_PAGE = 5_000;

/** A chain as it stands before its loss is recorded. */
export interface ChainSoFar {
  readonly sealedTo: number;
  readonly fingerprint: Buffer;
}

export interface NewLoss {
  readonly keyIds: readonly string[];
  readonly chain: ChainSoFar;
  /** For the line: the reason, and what else ended. */
  readonly detail: Readonly<Record<string, unknown>>;
}

/** The chain went on while it was read: nothing is recorded, and the next try reads it anew. */
export class ChainMovedError extends Error {
  constructor() {
    super(
      'The trail was sealed meanwhile: something of Countersign still runs. Stop it, and run this again.',
    );
    this.name = 'ChainMovedError';
  }
}

/** The line with which a chain goes on after keys were lost. */
@Injectable()
export class LossRecords {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly heads: ChainHeads,
    private readonly keys: KeyRing,
  ) {}

  /** Reads the chain in short transactions of its own. */
  async chainOf(organisationId: string): Promise<ChainSoFar> {
    const actor = { kind: 'job', organisationId, name: 'keys lost' } as const;
    const fingerprint = new ChainFingerprint();
    let sealedTo = 0;
    for (let more = true; more;) {
      const page = await this.database.run(actor, () => this.sealsAfter(sealedTo));
      for (const seal of page) fingerprint.add(seal);
      sealedTo = page.at(-1)?.sealNo ?? sealedTo;
      more = page.length === SEALS_A_PAGE;
    }
    return { sealedTo, fingerprint: fingerprint.value() };
  }

  /**
   * In the current transaction: the line, what it records, and its seal by the newest key. Lines that waited are sealed
   * after it. False where somebody else has recorded it meanwhile.
   *
   * @throws BrokenHeadError where the chain's end is of a key that is at hand, and does not hold
   */
  async record({ keyIds, chain, detail }: NewLoss): Promise<boolean> {
    const { organisationId } = this.database;
    await this.holdChain();
    if (await this.isRecorded(keyIds)) return false;
    const head = await this.heads.read();
    if (head.sealNo !== chain.sealedTo) throw new ChainMovedError();
    if (head.last !== null && this.keys.ids.includes(head.last.keyId)) this.heads.prove(head);
    const { lineId } = await this.database.one<{ lineId: string }>('select uuidv7() as line_id');
    const loss = { organisationId, lineId, keyIds, lastHash: head.hash, ...chain };
    const { sealedTo, lastHash, fingerprint } = loss;
    await this.database.insertEach(
      KeyLossEntity,
      keyIds.map((keyId) => ({ lineId, keyId, sealedTo, lastHash, fingerprint })),
    );
    await this.audit.record({
      id: lineId,
      what: 'keys.lost',
      object: { kind: 'key-loss', id: lossIdOf(loss) },
      detail: {
        keys: keyIds,
        newKey: this.keys.currentId,
        formerHead: { sealNo: sealedTo, hash: lastHash.toString('hex') },
        ...detail,
      },
    });
    await this.seal(lineId, head);
    return true;
  }

  /** Each of them; a later loss may name keys of an earlier one again. */
  private async isRecorded(keyIds: readonly string[]): Promise<boolean> {
    const { recorded } = await this.database.one<{ recorded: boolean }>(
      `select not exists (
         select from unnest(:keyIds::text[]) as k (id)
         where not exists (select from app.key_loss l where l.organisation_id = :organisationId and l.key_id = k.id)
       ) as recorded`,
      { organisationId: this.database.organisationId, keyIds: [...keyIds] },
    );
    return recorded;
  }

  private async holdChain(): Promise<void> {
    await this.database.query(
      `select pg_advisory_xact_lock(hashtextextended('countersign.audit-seal.' || :organisationId::text, 0))::text`,
      { organisationId: this.database.organisationId },
    );
  }

  private sealsAfter(sealNo: number): Promise<(WholeSeal & { readonly sealNo: number })[]> {
    return this.database.query(
      `
      select s.seal_no, s.source, s.row_id, s.digest, s.hash, s.key_id, extract(epoch from s.sealed_at)::text as sealed_at
      from app.audit_seal s
      where s.organisation_id = :organisationId and s.seal_no > :sealNo
      order by s.seal_no
      limit :most`,
      { organisationId: this.database.organisationId, sealNo, most: SEALS_A_PAGE },
    );
  }

  private async seal(lineId: string, head: ChainHead): Promise<void> {
    const { organisationId } = this.database;
    const { digest } = await this.database.one<{ digest: Buffer }>(
      `select app.audit_event_digest(e) as digest from app.audit_event e
       where e.organisation_id = :organisationId and e.id = :lineId`,
      { organisationId, lineId },
    );
    const sealNo = head.sealNo + 1;
    const seal = { sealNo, sealedAt: head.next.seconds, source: 'event', rowId: lineId, digest };
    await this.database.insert(AuditSealEntity, {
      sealNo,
      source: 'event',
      rowId: lineId,
      digest,
      hash: linkOf(this.keys.secretFor(sealPurpose), head.hash, seal),
      keyId: this.keys.currentId,
      sealedAt: head.next.at,
    });
  }
}
