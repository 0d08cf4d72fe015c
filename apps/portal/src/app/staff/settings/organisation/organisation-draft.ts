import { email, maxLength, required, type SchemaFn, validate } from '@angular/forms/signals';
import type { ChangedOrganisationSettings, OrganisationSettings } from '@countersign/api-types';
import { countryName } from '../../../language/formats';
import { isTimeZone } from './time-zones';

export interface OrganisationDraft {
  name: string;
  timeZone: string;
  country: string;
  secondFactorRequired: boolean;
  /** Empty: none. */
  senderName: string;
  replyTo: string;
}

export const EMPTY_ORGANISATION: OrganisationDraft = {
  name: '',
  timeZone: '',
  country: '',
  secondFactorRequired: false,
  senderName: '',
  replyTo: '',
};

export const organisationRules: SchemaFn<OrganisationDraft> = (path) => {
  required(path.name, {
    message: $localize`:@@organisation-draft.enter-the-organisations-name:Enter the organisation’s name.`,
  });
  maxLength(path.name, 200, {
    message: $localize`:@@organisation-draft.keep-the-name-within:Keep the name within 200 characters.`,
  });
  maxLength(path.senderName, 100, {
    message: $localize`:@@organisation-draft.keep-the-sender-within:Keep the sender name within 100 characters.`,
  });
  email(path.replyTo, {
    message: $localize`:@@organisation-draft.enter-an-email-address:Enter an email address such as vendors@organisation.example.`,
  });
  maxLength(path.replyTo, 254, {
    message: $localize`:@@organisation-draft.keep-the-address-within:Keep the address within 254 characters.`,
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
  const { name, timeZone, country, secondFactorRequired, senderName, replyTo } = settings;
  return {
    name,
    timeZone,
    country,
    secondFactorRequired,
    senderName: senderName ?? '',
    replyTo: replyTo ?? '',
  };
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
    senderName: draft.senderName.trim() || null,
    replyTo: draft.replyTo.trim() || null,
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
    [$localize`:@@organisation-page.sender-name:Sender name`, draft.senderName.trim()],
    [$localize`:@@organisation-page.replies-go-to:Replies go to`, draft.replyTo.trim()],
  ];
}
