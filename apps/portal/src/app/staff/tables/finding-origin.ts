import type { Finding } from '@countersign/api-types';
import { cite } from '@countersign/domain';

type Origin = Pick<Finding, 'title' | 'question' | 'clause' | 'citation'>;

/** The question or clause that it comes from, where its title does not begin with it, and what asks for that. */
export function findingOrigin({ title, question, clause, citation }: Origin): readonly string[] {
  const subject = question ?? clause;
  const isSaid = subject !== null && title.startsWith(subject);
  return [...(subject === null || isSaid ? [] : [subject]), ...(citation === null ? [] : [cite(citation)])];
}
