import type { EvidenceFile, VerifyEvidence } from '@countersign/api-types';

/** What is said of a document, with all that stands of it: nothing of that is lost by a press. */
export function verificationOf(file: EvidenceFile, verified: boolean): VerifyEvidence {
  const { revision, expiresOn, reading } = file;
  return {
    verified,
    revision,
    expiresOn,
    issuedBy: reading?.issuedBy ?? null,
    periodFrom: reading?.periodFrom ?? null,
    periodTo: reading?.periodTo ?? null,
    note: reading?.note ?? null,
    alsoShows: reading?.alsoShows ?? [],
  };
}
