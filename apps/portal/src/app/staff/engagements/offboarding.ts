import { Component } from '@angular/core';

/** What is to be done where a service ends; the return of the data alone is recorded here. */
@Component({
  selector: 'cs-offboarding',
  template: `
    <h2 i18n="@@offboarding.to-be-done">To be done where a service ends</h2>
    <ul>
      <li i18n="@@offboarding.data">
        Have the data returned, or destroyed to the standard of c. 93I s. 2 with a certificate (CL-33), and
        record it under “Use of the service”.
      </li>
      <li i18n="@@offboarding.access">Remove access: accounts, connections, premises.</li>
      <li i18n="@@offboarding.keys">Get keys and devices back.</li>
      <li i18n="@@offboarding.invoice">Settle the final invoice.</li>
      <li i18n="@@offboarding.knowledge">Move what the vendor alone knows to whoever goes on with it.</li>
    </ul>
  `,
  host: { class: 'cs-stack' },
  styles: 'ul { padding-inline-start: var(--cs-space-5); }',
})
export class Offboarding {}
