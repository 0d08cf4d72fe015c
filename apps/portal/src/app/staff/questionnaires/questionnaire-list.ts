import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { questions } from '../../language/counts';
import { formatDateOf } from '../../language/formats';
import { EmptyNote } from '../../ui/empty-note';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { QuestionnairesClient } from './questionnaires-client';

@Component({
  selector: 'cs-questionnaire-list',
  imports: [EmptyNote, ObjectState, PageHeader, RouterLink],
  templateUrl: './questionnaire-list.html',
  host: { class: 'cs-stack' },
})
export class QuestionnaireList {
  protected readonly questionnaires = inject(QuestionnairesClient).all();

  protected published(instant: string): string {
    return formatDateOf(instant);
  }

  protected readonly questions = questions;
}
