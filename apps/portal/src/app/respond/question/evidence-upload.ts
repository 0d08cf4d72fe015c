import type { EvidenceFile } from '@countersign/api-types';
import { pathOf, refusal, type Refusal } from '../respond-client';

export interface UploadTarget {
  assessmentId: string;
  question: string;
}

export type UploadOutcome = { kind: 'stored'; file: EvidenceFile } | { kind: 'refused'; refusal: Refusal };

/**
 * Sends one file as it is. XMLHttpRequest, since fetch cannot tell how much of a body has gone out; the name travels
 * percent-encoded, since headers hold ASCII only.
 */
export function uploadEvidence(
  { assessmentId, question }: UploadTarget,
  file: File,
  progressed: (share: number) => void,
): Promise<UploadOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${pathOf(assessmentId)}/evidence?question=${encodeURIComponent(question)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.upload.onprogress = ({ loaded, total }) => progressed(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = request.onabort = () => resolve({ kind: 'refused', refusal: refusal(0, null) });
    request.send(file);
  });
}

function outcomeOf(request: XMLHttpRequest): UploadOutcome {
  const body = parsed(request.responseText);
  if (request.status >= 200 && request.status < 300) return { kind: 'stored', file: body as EvidenceFile };
  return { kind: 'refused', refusal: refusal(request.status, body) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // a proxy's error page, not a problem body: the status says enough
    return null;
  }
}
