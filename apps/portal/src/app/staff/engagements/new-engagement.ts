import { Component, computed, inject, input, signal } from '@angular/core';
import { hidden, maxLength, required, validate } from '@angular/forms/signals';
import { MatAnchor } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { addDays } from '@countersign/domain';
import { SessionStore } from '../../session/session-store';
import { apiForm } from '../../ui/form/api-form';
import { DayField } from '../../ui/form/day-field';
import { FormFrame } from '../../ui/form/form-frame';
import { LongTextField } from '../../ui/form/long-text-field';
import { RadioField } from '../../ui/form/radio-field';
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
import { within } from '../../ui/form/within';

type Use = 'not-yet' | 'in-use' | 'imported';

interface EngagementDraft {
  readonly name: string;
  readonly description: string;
  readonly ownerId: string;
  readonly use: Use;
  readonly inUseSince: string;
  readonly intake: IntakeDraft;
}

@Component({
  selector: 'cs-new-engagement',
  imports: [
    DayField,
    FormFrame,
    IntakeFields,
    LongTextField,
    MatAnchor,
    ObjectState,
    PageHeader,
    RadioField,
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

  readonly #session = inject(SessionStore);
  readonly #today = this.#session.today;
  readonly #draft = signal<EngagementDraft>({
    name: '',
    description: '',
    // Whoever records it, unless they name somebody else.
    ownerId: this.#session.member()?.id ?? '',
    use: 'not-yet',
    inUseSince: '',
    intake: EMPTY_INTAKE,
  });
  /** What is imported ran before today. */
  protected readonly latestSince = computed(() =>
    this.#draft().use === 'imported' ? addDays(this.#today(), -1) : this.#today(),
  );
  protected readonly uses: readonly { value: Use; text: string; explanation: string | null }[] = [
    {
      value: 'not-yet',
      text: $localize`:@@new-engagement.not-in-use-yet:Not in use yet`,
      explanation: null,
    },
    {
      value: 'imported',
      text: $localize`:@@new-engagement.in-use-already:Yes, before we recorded it here`,
      explanation: $localize`:@@new-engagement.for-ninety-days:If protected data lack CL-01, or nobody has approved the service, that is work for 90 days, today being the first. From day 91 on each is a finding.`,
    },
    {
      value: 'in-use',
      text: $localize`:@@new-engagement.in-use-of-late:Yes, and it was to be approved first`,
      explanation: $localize`:@@new-engagement.at-once:What is missing is a finding at once.`,
    },
  ];

  readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      required(path.name, {
        message: $localize`:@@new-engagement.enter-a-name-for:Enter a name for the service.`,
      });
      maxLength(path.name, 200, {
        message: $localize`:@@new-engagement.keep-the-name-within:Keep the name within 200 characters.`,
      });
      within(path.description, 10_000);
      hidden(path.inUseSince, { when: () => this.#draft().use === 'not-yet' });
      required(path.inUseSince, {
        message: $localize`:@@new-engagement.enter-the-first-day:Enter the first day of use.`,
      });
      validate(path.inUseSince, ({ value }) =>
        value() !== '' && value() > this.latestSince()
          ? {
              kind: 'range',
              message:
                this.#draft().use === 'imported'
                  ? $localize`:@@new-engagement.choose-a-day-before:Choose a day before today.`
                  : $localize`:@@new-engagement.choose-a-day-up:Choose a day up to today.`,
            }
          : null,
      );
      intakeRules(path.intake);
    },
    save: (draft) =>
      this.#engagements.create(this.vendorId(), {
        name: draft.name.trim(),
        description: draft.description.trim() || null,
        ownerId: draft.ownerId || null,
        inUseSince: draft.use === 'not-yet' ? null : draft.inUseSince,
        imported: draft.use === 'imported',
        intake: intakeOf(draft.intake),
      }),
    saved: (engagement) => {
      this.#notices.done($localize`:@@new-engagement.was-added:${engagement.name}:name: was added.`);
      void this.#router.navigate(['/engagements', engagement.id]);
    },
  });
}
