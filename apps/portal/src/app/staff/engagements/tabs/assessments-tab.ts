import { Component, computed, inject, input, output } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiSendOutline } from '@mdi/js';
import { SessionStore } from '../../../session/session-store';
import { EmptyNote } from '../../../ui/empty-note';
import { Icon } from '../../../ui/icon';
import { AssessmentTable } from '../../tables/assessment-table';
import type { EngagementView } from '../engagement-view';
import { ForgoPanel } from './forgo-panel';
import { SendAssessment } from './send-assessment';

@Component({
  selector: 'cs-assessments-tab',
  imports: [AssessmentTable, EmptyNote, ForgoPanel, Icon, MatAnchor, RouterLink, SendAssessment],
  template: `
    @if (sending() && maySend()) {
      <cs-send-assessment [engagement]="engagement()" (sent)="changed.emit()" />
    } @else if (maySend()) {
      <p>
        <a
          matButton="outlined"
          [routerLink]="[]"
          [queryParams]="{ tab: 'assessments', step: 'send' }"
          replaceUrl
        >
          <cs-icon [path]="send" /><ng-container i18n="@@assessments-tab.send-an-assessment"
            >Send an assessment</ng-container
          >
        </a>
      </p>
    }
    <cs-forgo-panel [engagement]="engagement()" (changed)="changed.emit()" />
    @if (engagement().assessments.length > 0) {
      <cs-assessment-table [rows]="engagement().assessments" />
    } @else {
      <cs-empty-note
        text="No assessment has been sent. Until one is submitted, the inherent level stands in for the rating."
        i18n-text="@@assessments-tab.no-assessment-has-been"
      />
    }
  `,
  host: { class: 'cs-stack' },
})
export class AssessmentsTab {
  readonly engagement = input.required<EngagementView>();
  readonly sending = input(false);
  readonly changed = output();

  readonly #session = inject(SessionStore);
  protected readonly send = mdiSendOutline;
  protected readonly maySend = computed(
    () =>
      this.#session.may('assessment.send') &&
      this.engagement().state === 'open' &&
      !this.engagement().vendorArchived,
  );
}
