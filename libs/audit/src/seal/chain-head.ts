import { Injectable } from '@nestjs/common';
import { Database, KeyRing } from '@countersign/platform';
import { beginning, isGenuine, sealPurpose, type StoredSeal } from './chain';

interface LastSeal extends StoredSeal {
  readonly sealNo: number;
  readonly keyId: string;
}

/** What the next seal follows. */
export interface ChainHead {
  readonly last: LastSeal | null;
  readonly sealNo: number;
  readonly hash: Buffer;
  /** The time of the next: to the millisecond, since that is what this side can carry. */
  readonly next: { readonly at: string; readonly seconds: string };
}

/** Whatever were sealed after such a head would have to be taken for false, and it could not be told from when on. */
export class BrokenHeadError extends Error {
  constructor({ sealNo, keyId }: { readonly sealNo: number; readonly keyId: string }) {
    super(
      `Its last seal, ${sealNo}, does not follow from the one before it under the key ${keyId}: nothing is sealed after it. Run audit:verify. Where another key took the id ${keyId}, put the former one back.`,
    );
    this.name = 'BrokenHeadError';
  }
}

type HeadRow = { readonly at: string; readonly seconds: string } & (
  LastSeal | { readonly [column in keyof LastSeal]: null }
);

/** Where an organisation's chain ends. */
@Injectable()
export class ChainHeads {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
  ) {}

  async read(): Promise<ChainHead> {
    const { at, seconds, ...last } = await this.database.one<HeadRow>(
      `
      select t.now as at, extract(epoch from t.now)::text as seconds, s.seal_no, s.source, s.row_id, s.digest, s.hash,
        s.key_id, extract(epoch from s.sealed_at)::text as sealed_at,
        (select p.hash from app.audit_seal p
          where p.organisation_id = :organisationId and p.seal_no = s.seal_no - 1) as previous
      from (select date_trunc('milliseconds', clock_timestamp()) as now) t
      left join lateral (
        select l.* from app.audit_seal l
        where l.organisation_id = :organisationId order by l.seal_no desc limit 1) s on true`,
      { organisationId: this.database.organisationId },
    );
    const next = { at, seconds };
    if (last.sealNo === null) return { last: null, sealNo: 0, hash: beginning, next };
    return { last, sealNo: last.sealNo, hash: last.hash, next };
  }

  /** @throws BrokenHeadError, UnknownKeyError */
  prove({ last }: ChainHead): void {
    if (last === null) return;
    if (!isGenuine(this.keys.secretFor(sealPurpose, last.keyId), last)) throw new BrokenHeadError(last);
  }
}
