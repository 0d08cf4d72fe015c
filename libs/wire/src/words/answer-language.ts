import type { AnswerLanguage } from '@countersign/domain';
import { dayOrInstant, listed, numbers, styles } from './formats';
import { languageOf } from './languages';
import { readersLanguage } from './reader';
import { inWords, say } from './words';

/** How an answer is told on the server: to the reader, or in the language of whoever gets the document. */
export function answerLanguage(tag = readersLanguage()): AnswerLanguage {
  const { formats } = languageOf(tag);
  return {
    tag,
    word: (word, parameters = {}) => inWords(say(word, parameters), tag),
    number: (value) => numbers(formats).format(value),
    day: (day) => dayOrInstant(formats, styles.date.short, day),
    list: (items) => listed(formats, items),
  };
}
