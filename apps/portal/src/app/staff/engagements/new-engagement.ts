import { Component, signal } from '@angular/core';
import { Heading } from '../../ui/heading';

@Component({
  selector: 'cs-new-engagement',
  imports: [Heading],
  template: '<h1 csHeading>Add an engagement</h1>',
})
export class NewEngagementPage {
  readonly form = { unsaved: signal(false) };
}
