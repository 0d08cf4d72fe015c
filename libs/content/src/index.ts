import type { ClauseLibrary, OversightDutyList, QuestionnaireDocument } from '@countersign/domain';
import clauses from './data/clause-library.json';
import duties from './data/buyer-oversight-checklist.json';
import forms from './data/legal-forms.json';
import questionnaire from './data/ma-201-cmr-17-questionnaire.json';

// TypeScript widens the literals of a JSON module, so its type cannot meet unions such as Condition.
// The specs beside this file check every document against the rules that read it.

/** The 201 CMR 17.00 questionnaire as its author wrote it; publish it before sending. */
export const shippedQuestionnaire = questionnaire as unknown as QuestionnaireDocument;

/** The clauses, the rules that call for them and the laws that require them. */
export const clauseLibrary = clauses as unknown as ClauseLibrary;

/** The buyer's own duties under 201 CMR 17.00, M.G.L. c. 93H and c. 93I. */
export const oversightDuties = duties as OversightDutyList;

export { factCatalogue, factCatalogueWith } from './facts';
/** What stands before or after the name of a company and says in which form of law it is kept, as it is written. */
export const legalForms: { readonly before: readonly string[]; readonly after: readonly string[] } = forms;

export { shippedPolicy } from './policy';
export { mailTemplates, type MailKind, type MailTemplate } from './mail-templates';
export { STUB_LANGUAGE, stubOf } from './stub-language';
export {
  languages,
  stubLanguage,
  WRITTEN_IN,
  type AnyText,
  type FactText,
  type LanguageOfTexts,
  type MailText,
  type ServerText,
} from './texts';
