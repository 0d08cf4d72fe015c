import { Component, computed, inject, input, signal } from '@angular/core';
import { maxLength, required } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { byName } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import { EngagementsClient } from './engagements-client';
import { EMPTY_INTAKE, type IntakeDraft, intakeOf, intakeRules } from './intake/intake-draft';
import { IntakeFields } from './intake/intake-fields';
import { RiskPreview } from './intake/risk-preview';
import { Rulebook } from './rulebook';

interface EngagementDraft {
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly intake: IntakeDraft;
}

@Component({
  selector: 'cs-new-engagement',
  imports: [
    FormFrame,
    IntakeFields,
    LongTextField,
    MatAnchor,
    ObjectState,
    PageHeader,
    RiskPreview,
    RouterLink,
    SelectField,
    TextField,
  ],
  templateUrl: './new-engagement.html',
  styleUrl: './intake/intake-page.scss',
  host: { class: 'cs-stack' },
})
export class NewEngagementPage {
  readonly vendorId = input.required<string>();

  readonly #engagements = inject(EngagementsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  protected readonly rulebook = inject(Rulebook);
  protected readonly members = this.#engagements.members();
  protected readonly owners = computed(() =>
    byName(this.members.hasValue() ? this.members.value().items.filter((member) => member.active) : []),
  );

  readonly form = apiForm({
    model: signal<EngagementDraft>({ name: '', description: '', ownerId: '', intake: EMPTY_INTAKE }),
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@new-engagement.enter-a-name-for:Enter a name for the service.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@new-engagement.keep-the-name-within:Keep the name within 200 characters.`,
      });
      intakeRules(path.intake);
    },
    save: (draft) =>
      this.#engagements.create(this.vendorId(), {
        name: draft.name.trim(),
        description: draft.description.trim() || null,
        ownerId: draft.ownerId || null,
        intake: intakeOf(draft.intake),
      }),
    saved: (engagement) => {
      this.#notices.done($localize`:@@new-engagement.was-added:${engagement.name}:name: was added.`);
      void this.#router.navigate(['/engagements', engagement.id]);
    },
  });
}
