import { Component, computed, inject } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { textIn } from '@countersign/domain';
import { formatDistance } from '../../language/distance';
import { DayPipe } from '../../ui/dates';
import { Heading } from '../../ui/heading';
import { AssessmentStore } from '../assessment/assessment-store';
import { aboutHowLong } from './about-how-long';
import { DecliningPanel } from './declining-panel';
import { OwnQuestionnaires } from './own-questionnaires';
import { SettledScope } from './settled-scope';

/** The first page: who asks, why, about what, until when, and how far the answers are. */
@Component({
  selector: 'cs-overview',
  imports: [DayPipe, DecliningPanel, Heading, MatButton, OwnQuestionnaires, RouterLink, SettledScope],
  templateUrl: './overview.html',
  styleUrl: './overview.scss',
})
export class Overview {
  protected readonly store = inject(AssessmentStore);

  protected readonly title = computed(() => textIn(this.store.questionnaire().title));
  protected readonly notice = computed(() => textIn(this.store.questionnaire().notice));
  protected readonly duration = computed(() => aboutHowLong(this.store.assessment().takes));
  protected readonly distance = computed(() => {
    const { dueOn, today } = this.store.assessment();
    return formatDistance(dueOn, today);
  });
  protected readonly base = computed(() => ['/respond/assessments', this.store.assessment().id]);

  protected readonly documents = computed(() =>
    this.store
      .questionnaire()
      .questions.filter(({ id, evidence }) => evidence === 'required' && this.store.visible().has(id))
      .map(({ id, text, evidenceHint }) => ({ id, text: textIn(evidenceHint ?? text) })),
  );

  protected readonly noted = computed(() =>
    this.store.noted().map(({ question, note, noteBy }) => {
      const { section, text, type } = this.store.question(question);
      const lookedAt = this.store.returned().some((one) => one.question === question && one.lookedAt);
      // an attestation is signed on the last page
      const page = type === 'attestation' ? ['review'] : ['sections', section];
      return { question, link: this.base().concat(page), text: textIn(text), note, noteBy, lookedAt };
    }),
  );

  protected readonly begun = computed(() => this.store.progress().complete > 0);
  protected readonly nextPage = computed(() => {
    const open = this.store.sections().find(({ complete, required }) => complete < required);
    return open ? this.base().concat('sections', open.id) : this.base().concat('review');
  });
  protected readonly nextWords = computed(() => {
    if (this.store.sections().every(({ complete, required }) => complete === required))
      return this.store.assessment().part === null
        ? $localize`:@@overview.review-and-sign:Review and sign`
        : $localize`:@@overview.look-at-your-part:Look at your part`;
    return this.begun()
      ? $localize`:@@overview.continue:Continue`
      : $localize`:@@overview.start-answering:Start answering`;
  });
}
