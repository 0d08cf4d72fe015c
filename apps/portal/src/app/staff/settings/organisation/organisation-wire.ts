export interface OrganisationSettings {
  name: string;
  slug: string;
  timeZone: string;
  country: string;
  secondFactorRequired: boolean;
  revision: number;
}

export type ChangedOrganisation = OrganisationSettings;
