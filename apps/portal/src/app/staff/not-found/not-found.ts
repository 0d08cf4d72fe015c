import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Heading } from '../../ui/heading';

@Component({
  selector: 'cs-not-found',
  imports: [Heading, MatAnchor, RouterLink],
  template: `
    <h1 i18n="@@not-found.there-is-no-such" csHeading>There is no such page</h1>
    <p i18n="@@not-found.the-address-may-be">
      The address may be mistyped, or what it named has been removed.
    </p>
    <p>
      <a i18n="@@not-found.go-to-the-dashboard" matButton="filled" routerLink="/dashboard"
        >Go to the dashboard</a
      >
    </p>
  `,
  host: { class: 'cs-stack' },
})
export class NotFound {}
