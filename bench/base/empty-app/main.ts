import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, RouterOutlet } from '@angular/router';

/** What a new Angular application is before anybody writes a line of it: a root, and a router without routes. */
@Component({ selector: 'cs-root', imports: [RouterOutlet], template: '<h1>Empty</h1><router-outlet />' })
class App {}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideRouter([])] });
