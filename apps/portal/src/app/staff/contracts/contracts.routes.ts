import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const contractsRoutes: Routes = [
  {
    path: '',
    title: 'Contracts',
    loadComponent: () => import('./contract-list').then((m) => m.ContractList),
  },
  {
    path: 'new',
    title: 'Record a contract',
    canActivate: [mayGuard('contract.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./new/new-contract').then((m) => m.NewContractPage),
  },
  {
    path: ':id',
    title: 'Contract',
    loadComponent: () => import('./contract-page').then((m) => m.ContractPage),
  },
];
