import type { EvidenceFile } from '@countersign/api-types';
import { pathOf, refusal, type Refusal } from '../respond-client';

export interface UploadTarget {
  readonly assessmentId: string;
  readonly question: string;
}

export interface Sending {
  readonly outcome: Promise<UploadOutcome>;
  readonly stop: () => void;
}

export type UploadOutcome =
  | { readonly kind: 'stored'; readonly file: EvidenceFile }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'stopped' };

/**
 * Sends one file as it is. XMLHttpRequest, since fetch cannot tell how much of a body has gone out; the name travels
 * percent-encoded, since headers hold ASCII only. Under the same id the server keeps it once, however often it is sent.
 */
export function sendFile(
  { assessmentId, question }: UploadTarget,
  { file, uploadId }: { readonly file: File; readonly uploadId: string },
  progressed: (share: number) => void,
): Sending {
  const request = new XMLHttpRequest();
  const outcome = new Promise<UploadOutcome>((resolve) => {
    request.open('POST', `${pathOf(assessmentId)}/evidence?question=${encodeURIComponent(question)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('X-File-Name', encodeURIComponent(file.name));
    request.setRequestHeader('X-Upload-Id', uploadId);
    request.upload.onprogress = ({ loaded, total }) => progressed(total > 0 ? loaded / total : 0);
    request.onload = () => resolve(outcomeOf(request));
    request.onerror = () => resolve({ kind: 'refused', refusal: refusal(0, null) });
    request.onabort = () => resolve({ kind: 'stopped' });
    request.send(file);
  });
  return { outcome, stop: () => request.abort() };
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
