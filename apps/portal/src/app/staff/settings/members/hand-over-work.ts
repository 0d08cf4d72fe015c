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
    <h2 id="work">Open work</h2>
    @if (work.hasValue()) {
      @if (parts().length > 0) {
        <p>Waiting for {{ member().name }}: {{ parts().join(', ') }}.</p>
        <cs-form [form]="form" saveLabel="Hand over" savingLabel="Handing over …">
          <cs-select-field label="Who takes it over" [options]="successors()" [formField]="form.fields.to" />
        </cs-form>
      } @else {
        <p class="cs-muted">Nothing waits for {{ member().name }}.</p>
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
    rules: (path) => required(path.to, { message: 'Choose who takes the work over.' }),
    save: ({ to }) => this.#client.handOver(this.member().id, to),
    saved: () => {
      this.#notices.done(`The work of ${this.member().name} was handed over.`);
      this.work.reload();
      this.handedOver.emit();
    },
  });
}
