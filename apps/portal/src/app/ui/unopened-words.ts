import type { EvidenceFile } from '@countersign/api-types';

export type UnopenedReason = NonNullable<EvidenceFile['unopened']>;

const BECAUSE: Readonly<Record<UnopenedReason, string>> = {
  macros: $localize`:@@unopened-words.may-hold-macros:May hold macros.`,
  mail: $localize`:@@unopened-words.a-mail-which-may:A mail, which may carry attachments and links.`,
  archive: $localize`:@@unopened-words.an-archive-the-names:An archive: the names in it were read, nothing was unpacked.`,
  signed: $localize`:@@unopened-words.signed-or-encrypted-no:Signed or encrypted; no signature was verified.`,
  password: $localize`:@@unopened-words.locked-with-a-password:Locked with a password.`,
  markup: $localize`:@@unopened-words.xml-searched-for-what:XML, searched for what a browser would run or load and for nothing else.`,
  unlisted: $localize`:@@unopened-words.came-in-before-the:Came in before the content of files was compared with their names.`,
};

/** For whoever is about to open it. */
export function unopenedForStaff(reason: UnopenedReason): string {
  const because = BECAUSE[reason];
  return reason === 'password'
    ? $localize`:@@unopened-words.countersign-does-not-open:${because}:because: Countersign does not open it: check it with your own tools before you do. Ask the vendor for the password.`
    : $localize`:@@unopened-words.countersign-does-not-open-2:${because}:because: Countersign does not open it: check it with your own tools before you do.`;
}

/** For whoever has attached it. */
export function unopenedForVendor(reason: UnopenedReason, organisation: string): string {
  const because = BECAUSE[reason];
  return reason === 'password'
    ? $localize`:@@unopened-words.it-is-kept-as:${because}:because: It is kept as it is; Countersign does not open it. Tell ${organisation}:organisation: the password in some other way, not here.`
    : $localize`:@@unopened-words.it-is-kept-as-2:${because}:because: It is kept as it is; Countersign does not open it.`;
}
