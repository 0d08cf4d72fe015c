import { Component } from '@angular/core';
import { Heading } from '../../ui/heading';

@Component({ selector: 'cs-dashboard-page', imports: [Heading], template: '<h1 csHeading>Dashboard</h1>' })
export class DashboardPage {}
