import type { EvidenceFile } from '@countersign/api-types';

export type UnopenedReason = NonNullable<EvidenceFile['unopened']>;

const BECAUSE: Readonly<Record<UnopenedReason, string>> = {
  macros: 'May hold macros.',
  mail: 'A mail, which may carry attachments and links.',
  archive: 'An archive: the names in it were read, nothing was unpacked.',
  signed: 'Signed or encrypted; no signature was verified.',
  password: 'Locked with a password.',
  markup: 'XML, searched for what a browser would run or load and for nothing else.',
  unlisted: 'Came in before the content of files was compared with their names.',
};

/** For whoever is about to open it. */
export function unopenedForStaff(reason: UnopenedReason): string {
  const because = BECAUSE[reason];
  return reason === 'password'
    ? `${because} Countersign does not open it: check it with your own tools before you do. Ask the vendor for the password.`
    : `${because} Countersign does not open it: check it with your own tools before you do.`;
}

/** For whoever has attached it. */
export function unopenedForVendor(reason: UnopenedReason, organisation: string): string {
  const because = BECAUSE[reason];
  return reason === 'password'
    ? `${because} It is kept as it is; Countersign does not open it. Tell ${organisation} the password in some other way, not here.`
    : `${because} It is kept as it is; Countersign does not open it.`;
}
