import { Component } from '@angular/core';
import { MatAnchor } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Heading } from '../../ui/heading';

@Component({
  selector: 'cs-not-found',
  imports: [Heading, MatAnchor, RouterLink],
  template: `
    <h1 csHeading>There is no such page</h1>
    <p>The address may be mistyped, or what it named has been removed.</p>
    <p><a matButton="filled" routerLink="/dashboard">Go to the dashboard</a></p>
  `,
  host: { class: 'cs-stack' },
})
export class NotFound {}
