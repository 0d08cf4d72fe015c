import { httpResource } from '@angular/common/http';
import { Component, computed, inject, input, output, signal } from '@angular/core';
import { required } from '@angular/forms/signals';
import type { MemberDetail, OpenWork } from '@countersign/api-types';
import { message } from '../../../language/message';
import { apiForm } from '../../../ui/form/api-form';
import { FormFrame } from '../../../ui/form/form-frame';
import { SelectField } from '../../../ui/form/select-field';
import { Notices } from '../../../ui/notices';
import { byName } from '../../../ui/option';
import { MembersClient } from './members-client';

/** For a member who leaves or changes the desk: everything that waits for them goes to one other member. */
@Component({
  selector: 'cs-hand-over-work',
  imports: [FormFrame, SelectField],
  template: `
    <h2 i18n="@@hand-over-work.open-work" id="work">Open work</h2>
    @if (work.hasValue()) {
      @if (parts().length > 0) {
        <p i18n="@@hand-over-work.waiting-for">Waiting for {{ member().name }}: {{ parts().join(', ') }}.</p>
        <cs-form
          [form]="form"
          saveLabel="Hand over"
          i18n-saveLabel="@@hand-over-work.hand-over"
          savingLabel="Handing over …"
          i18n-savingLabel="@@hand-over-work.handing-over"
        >
          <cs-select-field
            label="Who takes it over"
            i18n-label="@@hand-over-work.who-takes-it-over"
            [options]="successors()"
            [formField]="form.fields.to"
          />
        </cs-form>
      } @else {
        <p i18n="@@hand-over-work.nothing-waits-for" class="cs-muted">
          Nothing waits for {{ member().name }}.
        </p>
      }
    }
  `,
  styles: `
    h2 {
      font: var(--mat-sys-title-medium);
      font-family: var(--mat-sys-headline-small-font);
      font-size: 1.125rem;
    }

    cs-select-field {
      inline-size: min(26rem, 100%);
    }
  `,
  host: { class: 'cs-panel cs-stack' },
})
export class HandOverWork {
  readonly member = input.required<MemberDetail>();
  readonly candidates = input.required<readonly MemberDetail[]>();
  readonly handedOver = output();

  readonly #client = inject(MembersClient);
  readonly #notices = inject(Notices);
  readonly #draft = signal({ to: '' });
  protected readonly work = httpResource<OpenWork>(() => `/api/members/${this.member().id}/work`);

  protected readonly successors = computed(() =>
    byName(this.candidates().filter(({ id, active }) => active && id !== this.member().id)),
  );
  protected readonly parts = computed(() => {
    if (!this.work.hasValue()) return [];
    const { engagements, contracts, reviews, led } = this.work.value();
    return [
      {
        amount: engagements,
        text: message(
          $localize`:@@hand-over-work.engagements:{n, plural, one {# open engagement} other {# open engagements}}`,
          { n: engagements },
        ),
      },
      {
        amount: contracts,
        text: message(
          $localize`:@@hand-over-work.contracts:{n, plural, one {# running contract} other {# running contracts}}`,
          { n: contracts },
        ),
      },
      {
        amount: reviews,
        text: message(
          $localize`:@@hand-over-work.reviews:{n, plural, one {# open review} other {# open reviews}}`,
          { n: reviews },
        ),
      },
      {
        amount: led,
        text: message(
          $localize`:@@hand-over-work.lead-of:lead of {n, plural, one {# member} other {# members}}`,
          { n: led },
        ),
      },
    ]
      .filter(({ amount }) => amount > 0)
      .map(({ text }) => text);
  });

  protected readonly form = apiForm({
    model: this.#draft,
    rules: (path) =>
      required(path.to, {
        message: $localize`:@@hand-over-work.choose-who-takes-the:Choose who takes the work over.`,
      }),
    save: ({ to }) => this.#client.handOver(this.member().id, to),
    saved: () => {
      this.#notices.done(
        $localize`:@@hand-over-work.the-work-of-was:The work of ${this.member().name}:name: was handed over.`,
      );
      this.work.reload();
      this.handedOver.emit();
    },
  });
}
