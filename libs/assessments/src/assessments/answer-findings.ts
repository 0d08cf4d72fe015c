import { Injectable } from '@nestjs/common';
import type { AnswerFinding } from '@countersign/domain';
import type { AuditEntry } from '@countersign/audit';
import { Register, type FindingSource, type MovedFinding } from '@countersign/findings';
import { say } from '@countersign/platform';

/**
 * A finding that stands already keeps its date and verdict; one that the answers no longer show is closed. A knock-out
 * that was rejected opens again, or is closed where it no longer fires.
 */
export const answerSource: FindingSource = {
  kind: 'answer',
  title: 'finding-source.answer',
  rules: {
    begins: 'proposed',
    accepted: 'closes',
    verified: 'opens',
    follows: 'every-word',
    due: 'earlier',
  },
  // What has gone before what has come.
  lines: (moved) => [...moved.filter(hasEnded), ...moved.filter((one) => !hasEnded(one))].map(lineOf),
  closesByItself: null,
};

const hasEnded = ({ move }: MovedFinding): boolean => move === 'ended';

function lineOf(moved: MovedFinding): AuditEntry {
  const { id, engagementId, assessmentId, title } = moved;
  const ended = hasEnded(moved);
  return {
    what: ended ? 'finding.closed' : 'finding.proposed',
    object: { kind: 'engagement', id: engagementId },
    after: { findingId: id, title, assessmentId, ...(ended && { because: 'no-longer-holds' }) },
  };
}

type FoundGap = AnswerFinding & { readonly assessmentId: string; readonly key: string };

/** The findings that the answers of an engagement's latest submissions show. */
@Injectable()
export class AnswerFindings {
  constructor(private readonly register: Register) {}

  follow(engagementId: string, found: readonly FoundGap[]): Promise<void> {
    const gaps = found.map(
      ({ assessmentId, key, question, knockout, title, detail, citation, severity }) => ({
        engagementId,
        assessmentId,
        key,
        question,
        knockout,
        title: say('finding.answer.title', { question: title }),
        detail,
        citation,
        severity,
      }),
    );
    return this.register.hold(answerSource, { engagementIds: [engagementId] }, gaps);
  }

  /** What a cancelled assessment proposed and nobody has judged. */
  forget(assessmentId: string): Promise<void> {
    return this.register.hold(answerSource, { assessmentId }, []);
  }
}
