import { Component, input, output } from '@angular/core';
import { DayPipe, InstantPipe } from '../../../ui/dates';
import type { ContractView } from '../contract-view';
import { DocumentList } from '../documents/document-list';
import { amendmentInWords } from './amendment-words';

/** What both sides changed, with who recorded it and when; what a correction left out stays with its reason. */
@Component({
  selector: 'cs-amendment-list',
  imports: [DayPipe, DocumentList, InstantPipe],
  template: `
    <h2 i18n="@@terms-tab.amendments">Amendments</h2>
    <div class="cs-table-frame">
      <table class="cs-table">
        <thead>
          <tr>
            <th i18n="@@terms-tab.agreed-on" scope="col">Agreed on</th>
            <th i18n="@@terms-tab.from-term" scope="col">From term</th>
            <th i18n="@@terms-tab.what-it-changes" scope="col">What it changes</th>
            <th i18n="@@amendment-list.document" scope="col">Document</th>
            <th i18n="@@amendment-list.recorded-by" scope="col">Recorded by</th>
          </tr>
        </thead>
        <tbody>
          @for (amendment of contract().amendments; track amendment.id) {
            <tr [class.withdrawn]="amendment.withdrawnAt !== null">
              <td class="cs-day">{{ amendment.agreedOn | day }}</td>
              <td data-label="From term" i18n-data-label="@@terms-tab.from-term">{{ amendment.fromTerm }}</td>
              <td data-label="What it changes" i18n-data-label="@@terms-tab.what-it-changes">
                <span class="cs-cell-name">
                  <span>{{ inWords(amendment) }}</span>
                  @if (amendment.withdrawnReason; as reason) {
                    <small i18n="@@amendment-list.left-out">Left out by a correction: {{ reason }}</small>
                  }
                </span>
              </td>
              <td data-label="Document" i18n-data-label="@@amendment-list.document">
                <cs-document-list
                  class="cs-below"
                  about="amendment"
                  [contract]="contract()"
                  [of]="amendment.id"
                  (changed)="changed.emit($event)"
                />
              </td>
              <td data-label="Recorded by" i18n-data-label="@@amendment-list.recorded-by">
                <span class="cs-cell-name">
                  <span>{{ amendment.by ?? withTheContract }}</span>
                  <small>{{ amendment.at | instant }}</small>
                </span>
              </td>
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    .withdrawn .cs-day,
    .withdrawn .cs-cell-name > span {
      text-decoration: line-through;
    }
  `,
  host: { class: 'cs-stack' },
})
export class AmendmentList {
  readonly contract = input.required<ContractView>();
  readonly changed = output<ContractView>();

  protected readonly inWords = amendmentInWords;
  protected readonly withTheContract = $localize`:@@amendment-list.with-the-contract:with the contract`;
}
