import { UnknownKeyError, type KeyRing } from '@countersign/platform';
import { beginning, linkOf, sealPurpose } from '../seal/chain';
import { ChainFingerprint } from '../seal/fingerprint';
import { ErasureRecords } from './erasure-records';
import { RecordedLosses, type LostPart } from './recorded-losses';
import { readSealedLines, readWaiting, type Read, type SealedLine } from './sealed-lines';

/** A head as it was exported or mailed. */
export interface ExportedHead {
  readonly sealNo: number;
  /** Hexadecimal. */
  readonly hash: string;
}

/** What each kind of fault says about a line, after its name. */
const faults = {
  missing: 'is gone although it was sealed.',
  changed: 'was changed after it was sealed.',
  'erased without a record': 'lost a part, and no record of the trail tells of an erasure that took it.',
  'more erased than recorded': 'is named by more erased lines than it tells of.',
  'erasures do not add up': 'has lost other parts than the records of its erasures tell of.',
  'not cleanly erased': 'is marked as erased and still holds something, or is half marked.',
  'seal missing': 'has lost its seal: the chain has a gap here.',
  'seal changed':
    'has a seal that was changed, exchanged or put in: it does not follow from the seal before.',
  'unknown key': 'was sealed with a key that is not among COUNTERSIGN_KEYS.',
  'loss not as recorded':
    'records a loss of keys otherwise than the seals before it say: they were changed since, or the record was.',
  'inserted out of order':
    'has no seal although the sealer had passed its transaction: it was put in, or its seal taken.',
  'not the exported head': 'has another hash than the exported head: the chain was written anew.',
  'cut off': 'is the last seal, but the exported head lies further on: the end of the chain was cut off.',
} as const satisfies Readonly<Record<string, string>>;
export type FaultKind = keyof typeof faults;

export interface Fault {
  readonly kind: FaultKind;
  readonly sealNo: number | null;
  readonly source: string | null;
  readonly rowId: string | null;
  readonly sentence: string;
}

export interface ChainReport {
  readonly sealed: number;
  /** Written and not yet sealed: seconds old in a running product. */
  readonly waiting: number;
  /** Lines that lost a part by a recorded erasure. */
  readonly erased: number;
  /** What was sealed with keys that are lost and recorded so: it agrees with its seals, and nobody can recompute them. */
  readonly lost: LostPart | null;
  /** The first fault; null where everything holds. */
  readonly fault: Fault | null;
}

const LINES_A_PAGE = 2_000;

/** Walks one organisation's chain from its beginning, recomputing every digest from the rows. Reads only. */
export async function verifyChain(
  read: Read,
  keys: KeyRing,
  { organisationId, head }: { readonly organisationId: string; readonly head: ExportedHead | null },
): Promise<ChainReport> {
  const losses = await RecordedLosses.of(read, organisationId);
  const walk = new Walk({ read, keys, losses }, { organisationId, head });
  let fault: Fault | null = null;
  for (let after: number | null = null; fault === null;) {
    const page: SealedLine[] = await readSealedLines(read, { organisationId, after, most: LINES_A_PAGE });
    fault = await walk.over(page);
    after = page.at(-1)?.sealNo ?? null;
    if (page.length < LINES_A_PAGE) break;
  }
  fault ??= walk.end() ?? (await walk.faultOfErasures());
  const waiting = await readWaiting(read, organisationId);
  if (waiting.passed > 0) {
    fault ??= faultOf('inserted out of order', {
      sealNo: null,
      source: waiting.passedSource,
      rowId: waiting.passedRowId,
    });
  }
  return { sealed: walk.sealed, erased: walk.erased, waiting: waiting.waiting, lost: losses.part(), fault };
}

class Walk {
  sealed = 0;
  erased = 0;
  private previous = beginning;
  private last: SealedLine | null = null;
  private readonly secrets = new Map<string, Buffer>();
  private readonly fingerprint = new ChainFingerprint();
  private readonly erasures: ErasureRecords;

  constructor(
    private readonly by: { readonly read: Read; readonly keys: KeyRing; readonly losses: RecordedLosses },
    private readonly chain: { readonly organisationId: string; readonly head: ExportedHead | null },
  ) {
    this.erasures = new ErasureRecords(by.read, chain.organisationId);
  }

  async over(page: readonly SealedLine[]): Promise<Fault | null> {
    for (const line of page) {
      const kind = this.faultOfSeal(line) ?? (await this.faultOfRow(line)) ?? (await this.faultOfLoss(line));
      if (kind === 'seal missing')
        return faultOf(kind, { sealNo: this.sealed + 1, source: null, rowId: null });
      if (kind !== null) return faultOf(kind, line);
      this.sealed += 1;
      if (line.erased) this.erased += 1;
      this.previous = line.hash;
      this.fingerprint.add(line);
      this.last = line;
    }
    return null;
  }

  end(): Fault | null {
    const unproved = this.by.losses.unproved();
    if (unproved !== null) return faultOf('unknown key', unproved);
    const { head } = this.chain;
    if (head === null || head.sealNo <= this.sealed) return null;
    return faultOf('cut off', this.last ?? { sealNo: 0, source: null, rowId: null });
  }

  async faultOfErasures(): Promise<Fault | null> {
    const found = await this.erasures.discrepancy();
    if (found === null) return null;
    const { record } = found;
    return record === null
      ? faultOf('erasures do not add up', { sealNo: null, source: null, rowId: null })
      : faultOf('more erased than recorded', { sealNo: null, source: 'event', rowId: record });
  }

  private faultOfSeal(line: SealedLine): FaultKind | null {
    if (line.sealNo !== this.sealed + 1) return line.sealNo > this.sealed ? 'seal missing' : 'seal changed';
    const secret = this.secretOf(line.keyId);
    if (secret === null && !this.by.losses.excuse(line)) return 'unknown key';
    if (secret !== null && !linkOf(secret, this.previous, line).equals(line.hash)) return 'seal changed';
    const { head } = this.chain;
    if (head !== null && head.sealNo === line.sealNo && head.hash !== line.hash.toString('hex')) {
      return 'not the exported head';
    }
    return null;
  }

  private async faultOfRow(line: SealedLine): Promise<FaultKind | null> {
    if (!line.present) return 'missing';
    if (line.actual === null || !line.actual.equals(line.digest)) return 'changed';
    if (!line.tidy) return 'not cleanly erased';
    if (line.erased && !(await this.isRecorded(line))) return 'erased without a record';
    return null;
  }

  /** Only a line whose own seal was recomputed can speak for others. */
  private async faultOfLoss(line: SealedLine): Promise<FaultKind | null> {
    if (this.secretOf(line.keyId) === null) return null;
    const before = { sealed: this.sealed, hash: this.previous, fingerprint: this.fingerprint };
    return (await this.by.losses.agreesWith(line, before)) ? null : 'loss not as recorded';
  }

  private secretOf(keyId: string): Buffer | null {
    const known = this.secrets.get(keyId);
    if (known !== undefined) return known;
    try {
      const secret = this.by.keys.secretFor(sealPurpose, keyId);
      this.secrets.set(keyId, secret);
      return secret;
    } catch (error) {
      if (error instanceof UnknownKeyError) return null;
      throw error;
    }
  }

  private async isRecorded({ erasureId, source, disposed }: SealedLine): Promise<boolean> {
    return erasureId !== null && (await this.erasures.tellOf({ erasureId, source, disposed }));
  }
}

const sourcesInWords: Readonly<Record<string, string>> = { event: 'event', answer: 'answer' };

function faultOf(
  kind: FaultKind,
  { sealNo, source, rowId }: Pick<Fault, 'sealNo' | 'source' | 'rowId'>,
): Fault {
  const seal = sealNo === null ? [] : [`seal ${sealNo}`];
  const row = source === null ? [] : [`${sourcesInWords[source] ?? source} ${rowId ?? ''}`.trim()];
  const name = [...seal, ...row].join(', ') || 'the trail';
  const sentence = `${name.charAt(0).toUpperCase()}${name.slice(1)} ${faults[kind]}`;
  return { kind, sealNo, source, rowId, sentence };
}
