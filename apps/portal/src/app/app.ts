import { Component } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { NewVersionNote } from './version/new-version-note';

@Component({
  selector: 'cs-root',
  imports: [NewVersionNote, RouterOutlet],
  template: '<cs-new-version-note /><router-outlet />',
})
export class App {}
