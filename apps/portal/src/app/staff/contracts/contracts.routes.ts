import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const contractsRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@contracts.routes.contracts:Contracts`,
    loadComponent: () => import('./contract-list').then((m) => m.ContractList),
  },
  {
    path: 'new',
    title: $localize`:@@contracts.routes.record-a-contract:Record a contract`,
    canActivate: [mayGuard('contract.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./new/new-contract').then((m) => m.NewContractPage),
  },
  {
    path: ':id/edit',
    title: $localize`:@@contracts.routes.edit-the-contract:Edit the contract`,
    canActivate: [mayGuard('contract.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./change/edit-details').then((m) => m.EditDetailsPage),
  },
  {
    path: ':id/terms',
    title: $localize`:@@contracts.routes.correct-the-terms:Correct the terms`,
    canActivate: [mayGuard('contract.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./change/correct-terms').then((m) => m.CorrectTermsPage),
  },
  {
    path: ':id/amend',
    title: $localize`:@@contracts.routes.record-an-amendment:Record an amendment`,
    canActivate: [mayGuard('contract.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./change/amend-contract').then((m) => m.AmendContractPage),
  },
  {
    path: ':id/void',
    title: $localize`:@@contracts.routes.void-the-contract:Void the contract`,
    canActivate: [mayGuard('contract.write')],
    loadComponent: () => import('./void-contract').then((m) => m.VoidContractPage),
  },
  {
    path: ':id',
    title: $localize`:@@contracts.routes.contract:Contract`,
    loadComponent: () => import('./contract-page').then((m) => m.ContractPage),
  },
];
