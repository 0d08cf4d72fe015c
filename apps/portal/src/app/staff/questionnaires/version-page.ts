import { Component, computed, inject, input } from '@angular/core';
import { type CompiledQuestion, textIn } from '@countersign/domain';
import { mdiAlertOctagram } from '@mdi/js';
import { points } from '../../language/counts';
import { formatDateOf } from '../../language/formats';
import { message } from '../../language/message';
import { Icon } from '../../ui/icon';
import { ObjectHeader } from '../../ui/object/object-header';
import { ObjectState } from '../../ui/object/object-state';
import { Rulebook } from '../engagements/rulebook';
import { conditionInWords } from './condition-in-words';
import { citationsInWords, EVIDENCE_WORDS, QUESTION_TYPE_WORDS, scoringInWords } from './question-in-words';
import { QuestionnairesClient } from './questionnaires-client';

@Component({
  selector: 'cs-version-page',
  imports: [Icon, ObjectHeader, ObjectState],
  templateUrl: './version-page.html',
  styleUrl: './version-page.scss',
  host: { class: 'cs-stack' },
})
export class VersionPage {
  readonly id = input.required<string>();
  readonly number = input.required<string>();

  readonly #rulebook = inject(Rulebook);
  protected readonly version = inject(QuestionnairesClient).version(this.id, this.number);
  protected readonly up = {
    text: $localize`:@@version-page.questionnaires:Questionnaires`,
    link: '/questionnaires',
  };
  protected readonly knockout = mdiAlertOctagram;
  protected readonly text = textIn;

  readonly #document = computed(() => (this.version.hasValue() ? this.version.value().document : null));
  protected readonly facts = computed(() => {
    const questions = this.#document()?.questions ?? [];
    const weight = questions.reduce((sum, question) => sum + (question.scored ? question.weight : 0), 0);
    const knockouts = questions.filter((question) => question.knockout).length;
    return message(
      $localize`:@@version-page.facts:{questions, plural, one {# question} other {# questions}}, {weight, plural, one {# point} other {# points}} of weight, {knockouts, plural, one {# knock-out} other {# knock-outs}}`,
      { questions: questions.length, weight, knockouts },
    );
  });
  protected readonly sections = computed(() => {
    const document = this.#document();
    return (document?.sections ?? []).map((section) => ({
      id: section.id,
      title: textIn(section.title),
      note: section.note === null ? null : textIn(section.note),
      questions: (document?.questions ?? [])
        .filter((question) => question.section === section.id)
        .map((question) => this.#inWords(question)),
    }));
  });

  protected published(instant: string): string {
    return formatDateOf(instant);
  }

  #inWords(question: CompiledQuestion) {
    const questionnaire = this.#document();
    const shown = question.showIf;
    const columns = [...question.columns, ...question.fields];
    return {
      id: question.id,
      text: textIn(question.text),
      help: question.help === null ? null : textIn(question.help),
      type: QUESTION_TYPE_WORDS[question.type],
      options: question.type.startsWith('yes_no')
        ? ''
        : question.options.map(({ label }) => textIn(label)).join(' · '),
      columns: columns.map(({ label }) => textIn(label)).join(' · '),
      citations: citationsInWords(question),
      evidence: EVIDENCE_WORDS[question.evidence],
      evidenceHint: question.evidenceHint === null ? null : textIn(question.evidenceHint),
      weight: question.scored ? points(question.weight) : $localize`:@@version-page.not-scored:Not scored`,
      scoring: scoringInWords(question),
      knockout: question.knockout,
      shownWhere:
        shown === null || questionnaire === null
          ? null
          : conditionInWords(shown, { questionnaire, catalogue: this.#rulebook.catalogue() }),
      followUps: question.followUps.map((followUp) => textIn(followUp.text)),
    };
  }
}
