import { textIn } from '@countersign/domain';
import type { AssessmentStore } from '../assessment/assessment-store';

/** Values of a fact in the words of the question that names them. */
export function scopeWords(
  store: AssessmentStore,
  { fact, question, values }: { fact: string; question: string; values: readonly string[] },
): readonly string[] {
  const source = store
    .questionnaire()
    .factSources.find((one) => one.fact === fact && one.question === question);
  const { options } = store.question(question);
  return values.map((value) => {
    const option = options.find(({ id }) => (source?.map[id] ?? id) === value);
    return option === undefined ? value : textIn(option.label);
  });
}
