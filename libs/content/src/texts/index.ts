import { stubOf } from '../stub-language';
import about from './en/language.json';
import facts from './en/facts.json';
import mails from './en/mails.json';
import rules from './en/rules.json';
import server from './en/server.json';

/** Keys of what the server words: a key that is not in the source does not compile. */
export type ServerText = keyof typeof server;
export type MailText = keyof typeof mails;
/** Of the rules of `domain`, which server and portal word alike. */
export type RuleText = keyof typeof rules;
/** What facts and their values are called: `fact.access`, `fact.access.view`. */
export type FactText = keyof typeof facts;
export type AnyText = ServerText | MailText | RuleText | FactText;

export interface LanguageOfTexts {
  /** In the language itself. */
  readonly name: string;
  /** Whose numbers, days and lists it writes, as `Intl` knows it. */
  readonly formats: string;
  /** ICU messages. */
  readonly texts: Readonly<Record<AnyText, string>>;
}

/** The language in which every text is written first, and which stands in for one that is not on offer. */
export const WRITTEN_IN = 'en';

/** Each language is a folder here, and a line in this table: `npm run check` holds them against each other. */
export const languages: Readonly<Record<string, LanguageOfTexts>> = {
  en: { ...about, texts: { ...server, ...mails, ...rules, ...facts } },
};

/** Made from English letter by letter, with the days and numbers of another script: for tests alone. */
export function stubLanguage(): LanguageOfTexts {
  const english = Object.entries({ ...server, ...mails, ...rules, ...facts });
  const texts = Object.fromEntries(english.map(([key, text]) => [key, stubOf(text)]));
  return { name: stubOf(about.name), formats: 'el-GR', texts: texts as Record<AnyText, string> };
}
