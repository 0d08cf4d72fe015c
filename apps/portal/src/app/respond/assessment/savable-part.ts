import type { WordedProblem } from '../../language/rule-words';
import type { AnswerValue } from '@countersign/domain';

/**
 * The part of an answer that may be saved while another part is still wrong: a wrong part keeps its saved value, so
 * that one mistyped date does not hold back the rest of what was written.
 */
export function savablePart(
  draft: AnswerValue,
  saved: AnswerValue,
  problems: readonly WordedProblem[],
): AnswerValue {
  const wrong = (part: string): boolean =>
    problems.some(({ field }) => field === part || field.startsWith(`${part}.`));
  if (problems.some(({ field }) => field === '')) return saved;
  return {
    answer: wrong('answer') ? saved.answer : draft.answer,
    followUps: followUpsOf(draft, saved, wrong),
    naReason: wrong('naReason') ? saved.naReason : draft.naReason,
    ...commentOf(wrong('comment') ? saved : draft),
  };
}

const commentOf = ({ comment }: AnswerValue): Pick<AnswerValue, 'comment'> =>
  comment === undefined ? {} : { comment };

function followUpsOf(
  draft: AnswerValue,
  saved: AnswerValue,
  wrong: (part: string) => boolean,
): Readonly<Record<string, unknown>> {
  const kept = Object.keys({ ...saved.followUps, ...draft.followUps }).map((key) => [
    key,
    wrong(`followUps.${key}`) ? saved.followUps[key] : draft.followUps[key],
  ]);
  return Object.fromEntries(kept.filter(([, value]) => value !== undefined));
}
