import { Component, computed, inject, input, signal } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { IntakeFacts } from '@countersign/domain';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { Revised } from '../../ui/form/revised';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { PageHeader } from '../../ui/page-header';
import { EngagementsClient } from './engagements-client';
import { draftOf, EMPTY_INTAKE, intakeOf, intakeRules, type IntakeDraft } from './intake/intake-draft';
import { IntakeFields } from './intake/intake-fields';
import { intakeInWords } from './intake/intake-words';
import { RiskPreview } from './intake/risk-preview';
import { Rulebook } from './rulebook';

/** The intake as it is kept. */
interface Kept {
  readonly intake: IntakeFacts;
  readonly revision: number;
}

@Component({
  selector: 'cs-change-intake',
  imports: [FormFrame, IntakeFields, MatAnchor, ObjectState, PageHeader, RiskPreview, RouterLink],
  templateUrl: './change-intake.html',
  styleUrl: './intake/intake-page.scss',
  host: { class: 'cs-stack' },
})
export class ChangeIntakePage {
  readonly id = input.required<string>();

  readonly #engagements = inject(EngagementsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #draft = signal<IntakeDraft>(EMPTY_INTAKE);
  protected readonly rulebook = inject(Rulebook);
  protected readonly revised = new Revised<Kept, IntakeDraft>({
    draft: this.#draft,
    row: () => {
      if (!this.engagement.hasValue()) return null;
      const { intake, revision } = this.engagement.value();
      return { intake, revision };
    },
    subject: () => this.id(),
    draftOf: ({ intake }) => draftOf(intake),
    inWords: (draft) => intakeInWords(draft, this.rulebook),
  });
  protected readonly engagement = this.#engagements.engagement(this.id);
  protected readonly lead = computed(() =>
    this.engagement.hasValue()
      ? $localize`:@@change-intake.a-change-may-move:${this.engagement.value().name}:name:, ${this.engagement.value().vendorName}:vendorName:. A change may move the tier, the questions asked and the clauses needed; it is recorded with your name.`
      : null,
  );

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: intakeRules,
    save: (draft) =>
      this.revised.save((revision) => this.#engagements.restateIntake(this.id(), intakeOf(draft), revision)),
    saved: () => {
      this.#notices.done($localize`:@@change-intake.the-intake-was-changed:The intake was changed.`);
      void this.#router.navigate(['/engagements', this.id()]);
    },
    fieldFor: (apiField) => apiField.replace(/^intake\./, ''),
  });
}
