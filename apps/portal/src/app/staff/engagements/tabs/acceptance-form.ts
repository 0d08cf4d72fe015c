import { Component, computed, inject, input, output, signal } from '@angular/core';
import { FormField, maxLength, required, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import type { Uuid } from '@countersign/api-types';
import { addDays, addMonths } from '@countersign/domain';
import { SessionStore } from '../../../session/session-store';
import { apiForm } from '../../../ui/form/api-form';
import { CheckboxSet } from '../../../ui/form/checkbox-set';
import { DayField } from '../../../ui/form/day-field';
import { FormFrame } from '../../../ui/form/form-frame';
import { LongTextField } from '../../../ui/form/long-text-field';
import { Notices } from '../../../ui/notices';
import { RatingChip } from '../../../ui/rating-chip';
import { SEVERITY_WORDS } from '../../../ui/words';
import type { EngagementView } from '../engagement-view';
import { EngagementsClient } from '../engagements-client';
import { isAcceptanceNeeded, openFindingsBesides } from './acceptable';
import { formatDay } from '../../../language/formats';
import { message } from '../../../language/message';

/** Accepts the rating and the knock-outs that are shown here, and those findings that are chosen. */
@Component({
  selector: 'cs-acceptance-form',
  imports: [CheckboxSet, DayField, FormField, FormFrame, LongTextField, MatButton, RatingChip],
  template: `
    <p class="covered">
      <strong i18n="@@acceptance-form.what-is-accepted">What is accepted</strong>
      <cs-rating-chip [level]="engagement().standing.rating" />
      @if (engagement().openKnockouts.length > 0) {
        <span>{{ knockouts() }}</span>
      }
    </p>
    <cs-form
      [form]="form"
      saveLabel="Accept the risk"
      i18n-saveLabel="@@acceptance-form.accept-the-risk"
      savingLabel="Recording …"
      i18n-savingLabel="@@acceptance-form.recording"
    >
      @if (findings().length > 0) {
        <cs-checkbox-set
          label="Open findings that it covers besides"
          i18n-label="@@acceptance-form.open-findings-that-it"
          [options]="findings()"
          [formField]="form.fields.findings"
        />
      }
      <div class="cs-fields">
        <cs-day-field
          label="Accepted until"
          i18n-label="@@acceptance-form.accepted-until"
          [hint]="bounds()"
          [earliest]="tomorrow()"
          [latest]="latest()"
          [formField]="form.fields.until"
        />
      </div>
      <cs-long-text-field
        label="Reason"
        i18n-label="@@acceptance-form.reason"
        hint="Why the risk can be borne until then, and what is done about it"
        i18n-hint="@@acceptance-form.why-the-risk-can"
        [formField]="form.fields.reason"
      />
      <button matButton type="button" csFormActions (click)="left.emit()">
        <ng-container i18n="@@acceptance-form.cancel">Cancel</ng-container>
      </button>
    </cs-form>
  `,
  styles: `
    :host {
      display: grid;
      gap: var(--cs-space-4);
    }

    .covered {
      display: flex;
      flex-wrap: wrap;
      gap: var(--cs-space-2);
      align-items: center;
    }
  `,
})
export class AcceptanceForm {
  readonly engagement = input.required<EngagementView>();
  readonly accepted = output();
  readonly left = output();
  readonly barred = output();

  readonly #engagements = inject(EngagementsClient);
  readonly #notices = inject(Notices);
  readonly #today = inject(SessionStore).today;
  readonly #draft = signal<{ findings: readonly Uuid[]; until: string; reason: string }>({
    findings: [],
    until: '',
    reason: '',
  });

  protected readonly tomorrow = computed(() => addDays(this.#today(), 1));
  protected readonly latest = computed(() =>
    addMonths(this.#today(), this.engagement().policy.acceptanceMonths),
  );
  protected readonly bounds = computed(
    () =>
      $localize`:@@acceptance-form.at-the-latest:At the latest ${formatDay(this.latest())}:latest:, by the policy`,
  );
  protected readonly knockouts = computed(() => {
    const open = this.engagement().openKnockouts;
    return message(
      $localize`:@@acceptance-form.with-open-knock-outs:{n, plural, one {with the open knock-out} other {with the open knock-outs}} {names}`,
      { n: open.length, names: open.join(', ') },
    );
  });
  protected readonly findings = computed(() =>
    openFindingsBesides(this.engagement()).map(({ id, title, severity }) => ({
      value: id,
      text: `${title} (${SEVERITY_WORDS[severity].text})`,
    })),
  );

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) => {
      validate(path.findings, ({ value }) =>
        value().length === 0 && !isAcceptanceNeeded(this.engagement())
          ? {
              kind: 'nothing',
              message: $localize`:@@acceptance-form.name-the-findings-that:Name the findings that are accepted: neither the rating nor a knock-out asks for an acceptance.`,
            }
          : null,
      );
      required(path.until, {
        message: $localize`:@@acceptance-form.enter-the-last-day:Enter the last day on which the risk is accepted.`,
      });
      validate(path.until, ({ value }) =>
        value() !== '' && (value() <= this.#today() || value() > this.latest())
          ? {
              kind: 'range',
              message: $localize`:@@acceptance-form.choose-a-day-up-to:Choose a day from tomorrow to ${formatDay(this.latest())}:latest:.`,
            }
          : null,
      );
      required(path.reason, {
        message: $localize`:@@acceptance-form.say-why-the-risk:Say why the risk is accepted.`,
      });
      maxLength(path.reason, 10_000, {
        message: $localize`:@@acceptance-form.keep-the-reason-within:Keep the reason within 10,000 characters.`,
      });
    },
    save: ({ findings, until, reason }) =>
      this.#engagements.acceptRisk(this.engagement().id, {
        rating: this.engagement().standing.rating,
        knockouts: [...this.engagement().openKnockouts],
        findings: [...findings],
        until,
        reason: reason.trim(),
      }),
    barred: () => {
      this.barred.emit();
    },
    saved: () => {
      this.#notices.done($localize`:@@acceptance-form.the-risk-is-accepted:The risk is accepted.`);
      this.accepted.emit();
    },
  });
}
