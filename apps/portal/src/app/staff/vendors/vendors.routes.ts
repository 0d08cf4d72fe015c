import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const vendorsRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@vendors.routes.vendors:Vendors`,
    loadComponent: () => import('./vendor-list').then((m) => m.VendorList),
  },
  {
    path: 'new',
    title: $localize`:@@vendors.routes.add-a-vendor:Add a vendor`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./new-vendor').then((m) => m.NewVendorPage),
  },
  {
    path: ':id',
    title: $localize`:@@vendors.routes.vendor:Vendor`,
    loadComponent: () => import('./vendor-page').then((m) => m.VendorPage),
  },
  {
    path: ':id/edit',
    title: $localize`:@@vendors.routes.edit-the-vendor:Edit the vendor`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./edit-vendor').then((m) => m.EditVendorPage),
  },
  {
    path: ':id/merge',
    title: $localize`:@@vendors.routes.merge-a-duplicate:Merge a duplicate`,
    canActivate: [mayGuard('vendor.write')],
    loadComponent: () => import('./merge-vendor').then((m) => m.MergeVendorPage),
  },
  {
    path: ':vendorId/engagements/new',
    title: $localize`:@@vendors.routes.add-an-engagement:Add an engagement`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('../engagements/new-engagement').then((m) => m.NewEngagementPage),
  },
];
