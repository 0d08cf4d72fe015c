import type { AnswerLanguage } from '@countersign/domain';
import { formatDate, listed, number } from './formats';
import { language } from './reader';
import { ruleWords } from './rule-words';

/** How an answer is told in the portal: to whoever gave it and to whoever reviews it. */
export function answerLanguage(): AnswerLanguage {
  return {
    tag: language(),
    word: (code, parameters = {}) => ruleWords({ code, parameters }),
    number: (value) => number(value),
    day: (day) => formatDate(day),
    list: (items) => listed(items),
  };
}
