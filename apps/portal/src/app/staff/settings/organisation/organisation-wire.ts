export interface OrganisationSettings {
  name: string;
  slug: string;
  timeZone: string;
  country: string | null;
  secondFactorRequired: boolean;
  revision: number;
}

export type ChangedOrganisation = Omit<OrganisationSettings, 'slug'>;
