import { Component, input } from '@angular/core';

@Component({ selector: 'cs-engagement-page', template: '' })
export class EngagementPage {
  readonly id = input.required<string>();
}
