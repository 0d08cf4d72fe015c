import { createHash } from 'node:crypto';

/** The loss of keys, as one line of an organisation's chain (`keys.lost`) records it. */
export interface KeyLoss {
  readonly organisationId: string;
  readonly lineId: string;
  readonly keyIds: readonly string[];
  /** The number of the last seal before; 0 where there was none. */
  readonly sealedTo: number;
  readonly lastHash: Buffer;
  readonly fingerprint: Buffer;
}

/**
 * A digest of the loss in the form of an id, for the line to name as its object: an erasure takes what a line says and
 * who wrote it, and never its object, so the seal of the line covers the loss for good.
 */
export function lossIdOf({
  organisationId,
  lineId,
  keyIds,
  sealedTo,
  lastHash,
  fingerprint,
}: KeyLoss): string {
  const facts = [
    organisationId,
    lineId,
    [...keyIds].sort(),
    sealedTo,
    lastHash.toString('hex'),
    fingerprint.toString('hex'),
  ];
  const hex = createHash('sha256').update(JSON.stringify(facts), 'utf8').digest('hex');
  return hex.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
