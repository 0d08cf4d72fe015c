import { maxLength, required, type SchemaFn, validate } from '@angular/forms/signals';
import type { ChangedOrganisationSettings, OrganisationSettings } from '@countersign/api-types';
import { countryName } from '../../../language/formats';
import { isTimeZone } from './time-zones';

export interface OrganisationDraft {
  name: string;
  timeZone: string;
  country: string;
  secondFactorRequired: boolean;
}

export const EMPTY_ORGANISATION: OrganisationDraft = {
  name: '',
  timeZone: '',
  country: '',
  secondFactorRequired: false,
};

export const organisationRules: SchemaFn<OrganisationDraft> = (path) => {
  required(path.name, {
    message: $localize`:@@organisation-draft.enter-the-organisations-name:Enter the organisation’s name.`,
  });
  maxLength(path.name, 200, {
    message: $localize`:@@organisation-draft.keep-the-name-within:Keep the name within 200 characters.`,
  });
  validate(path.timeZone, ({ value }) =>
    isTimeZone(value().trim())
      ? null
      : {
          kind: 'zone',
          message: $localize`:@@organisation-draft.choose-a-time-zone:Choose a time zone from the list, such as America/New_York.`,
        },
  );
};

export function draftOf(settings: OrganisationSettings): OrganisationDraft {
  const { name, timeZone, country, secondFactorRequired } = settings;
  return { name, timeZone, country, secondFactorRequired };
}

export function changeOf(
  draft: OrganisationDraft,
  slug: string,
  revision: number,
): ChangedOrganisationSettings {
  return {
    slug,
    name: draft.name.trim(),
    timeZone: draft.timeZone.trim(),
    country: draft.country,
    secondFactorRequired: draft.secondFactorRequired,
    revision,
  };
}

export function inWords(draft: OrganisationDraft): readonly (readonly [string, string])[] {
  return [
    [$localize`:@@organisation-page.name:Name`, draft.name.trim()],
    [$localize`:@@organisation-page.time-zone:Time zone`, draft.timeZone.trim()],
    [$localize`:@@organisation-page.country:Country`, countryName(draft.country)],
    [
      $localize`:@@organisation-draft.second-factor:Second factor`,
      draft.secondFactorRequired
        ? $localize`:@@organisation-draft.required-for-everybody:Required for everybody`
        : $localize`:@@organisation-draft.left-to-each-member:Left to each member`,
    ],
  ];
}
