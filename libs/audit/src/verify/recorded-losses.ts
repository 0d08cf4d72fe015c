import type { ChainFingerprint } from '../seal/fingerprint';
import { lossIdOf, type KeyLoss } from '../seal/loss';
import type { Read, SealedLine } from './sealed-lines';

/** Lines whose seals nobody can recompute, since their keys are recorded as lost and are not at hand. */
export interface LostPart {
  readonly lines: number;
  /** The last of them. */
  readonly to: number;
  readonly keyIds: readonly string[];
  /** When the loss was recorded, and by which line; the latest where there were several. */
  readonly recordedAt: string;
  readonly recordedBy: number;
}

interface StoredLoss extends KeyLoss {
  readonly at: string;
}

interface Excused {
  lines: number;
  readonly first: SealedLine;
  last: SealedLine;
}

/** What stands in the chain where a loss is recorded: the seals before, as the walk has found them. */
export interface ChainBefore {
  readonly sealed: number;
  readonly hash: Buffer;
  readonly fingerprint: ChainFingerprint;
}

/**
 * Lets pass what a lost key sealed, on one condition: a later line, whose own seal was recomputed with a key at hand,
 * records the loss of that key and the seals before exactly as they are.
 */
export class RecordedLosses {
  private readonly excused = new Map<string, Excused>();
  private readonly proved: (StoredLoss & { readonly sealNo: number })[] = [];

  private constructor(
    private readonly read: Read,
    private readonly losses: readonly StoredLoss[],
  ) {}

  static async of(read: Read, organisationId: string): Promise<RecordedLosses> {
    // A restored database may be older than such records.
    const [known] = await read<{ there: boolean }>(
      `select to_regclass('app.key_loss') is not null as there`,
      {},
    );
    const losses = known?.there ? await read<StoredLoss>(lossesSql, { organisationId }) : [];
    return new RecordedLosses(read, losses);
  }

  /** Whether a record speaks of it; whether that record holds is seen when the walk has come to it. */
  excuse(line: SealedLine): boolean {
    const spoken = this.losses.some(
      ({ keyIds, sealedTo }) => sealedTo >= line.sealNo && keyIds.includes(line.keyId),
    );
    if (!spoken) return false;
    const excused = this.excused.get(line.keyId) ?? { lines: 0, first: line, last: line };
    excused.lines += 1;
    excused.last = line;
    this.excused.set(line.keyId, excused);
    return true;
  }

  /** False where the line records a loss otherwise than the chain before it says. */
  async agreesWith(line: SealedLine, before: ChainBefore): Promise<boolean> {
    const loss = this.losses.find(({ lineId }) => line.source === 'event' && lineId === line.rowId);
    if (loss === undefined) return true;
    const [named] = await this.read<{ id: string | null }>(
      `select e.object_id as id from app.audit_event e
       where e.organisation_id = :organisationId and e.id = :lineId and e.what = 'keys.lost' and e.object_kind = 'key-loss'`,
      { organisationId: loss.organisationId, lineId: loss.lineId },
    );
    const agrees =
      named?.id === lossIdOf(loss) &&
      loss.sealedTo === before.sealed &&
      loss.lastHash.equals(before.hash) &&
      loss.fingerprint.equals(before.fingerprint.value());
    if (agrees) this.proved.push({ ...loss, sealNo: line.sealNo });
    return agrees;
  }

  /** The first line that was let pass and whose loss no line has proved. */
  unproved(): SealedLine | null {
    for (const [keyId, { first, last }] of this.excused) {
      const proved = this.proved.some(
        ({ keyIds, sealedTo }) => sealedTo >= last.sealNo && keyIds.includes(keyId),
      );
      if (!proved) return first;
    }
    return null;
  }

  part(): LostPart | null {
    const all = [...this.excused.values()];
    const record = this.proved.at(-1);
    if (all.length === 0 || record === undefined) return null;
    return {
      lines: all.reduce((sum, { lines }) => sum + lines, 0),
      to: Math.max(...all.map(({ last }) => last.sealNo)),
      keyIds: [...this.excused.keys()].sort(),
      recordedAt: record.at,
      recordedBy: record.sealNo,
    };
  }
}

const lossesSql = `
  select l.organisation_id, l.line_id, array_agg(l.key_id order by l.key_id) as key_ids, l.sealed_to, l.last_hash,
    l.fingerprint, max(l.at) as at
  from app.key_loss l
  where l.organisation_id = :organisationId
  group by l.organisation_id, l.line_id, l.sealed_to, l.last_hash, l.fingerprint`;
