import { Component, computed, inject, input, signal } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import type { EngagementFields } from '@countersign/api-types';
import { apiForm } from '../../ui/form/api-form';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { Revised } from '../../ui/form/revised';
import { SelectField } from '../../ui/form/select-field';
import { TextField } from '../../ui/form/text-field';
import { Notices } from '../../ui/notices';
import { ObjectState } from '../../ui/object/object-state';
import { byName } from '../../ui/option';
import { PageHeader } from '../../ui/page-header';
import {
  draftOf,
  EMPTY_ENGAGEMENT,
  type EngagementDraft,
  engagementRules,
  fieldsOf,
  inWords,
  ownFields,
} from './engagement-draft';
import { EngagementsClient } from './engagements-client';

@Component({
  selector: 'cs-edit-engagement',
  imports: [FormFrame, LongTextField, MatAnchor, ObjectState, PageHeader, RouterLink, SelectField, TextField],
  templateUrl: './edit-engagement.html',
  host: { class: 'cs-stack' },
})
export class EditEngagementPage {
  readonly id = input.required<string>();

  readonly #engagements = inject(EngagementsClient);
  readonly #router = inject(Router);
  readonly #notices = inject(Notices);
  readonly #draft = signal<EngagementDraft>(EMPTY_ENGAGEMENT);
  readonly #members = this.#engagements.members();
  protected readonly engagement = this.#engagements.engagement(this.id);
  protected readonly owners = computed(() => byName(this.#people().filter(({ choosable }) => choosable)));
  protected readonly revised = new Revised<EngagementFields, EngagementDraft>({
    draft: this.#draft,
    row: () => (this.engagement.hasValue() ? ownFields(this.engagement.value()) : null),
    subject: () => this.id(),
    draftOf,
    inWords: (draft) => inWords(draft, this.#people()),
  });

  /** Whoever owns it stays to be chosen, also after having left. */
  readonly #people = computed(() => {
    const owner = this.engagement.hasValue() ? this.engagement.value().owner : null;
    const members = this.#members.hasValue() ? this.#members.value().items : [];
    const known = members.map(({ id, name, active }) => ({
      id,
      name,
      choosable: active || id === owner?.id,
    }));
    return owner === null || known.some(({ id }) => id === owner.id)
      ? known
      : [...known, { ...owner, choosable: true }];
  });

  readonly form = apiForm({
    model: this.#draft,
    revised: this.revised,
    rules: engagementRules,
    save: (draft) =>
      this.revised.save((revision) => this.#engagements.change(this.id(), { ...fieldsOf(draft), revision })),
    saved: (engagement) => {
      this.#notices.done($localize`:@@edit-engagement.was-saved:${engagement.name}:name: was saved.`);
      void this.#router.navigate(['/engagements', engagement.id]);
    },
  });
}
