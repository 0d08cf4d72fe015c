import { maxLength, required, type SchemaFn, validate } from '@angular/forms/signals';
import type { ChangedOrganisationSettings, OrganisationSettings } from '@countersign/api-types';
import { countryName } from '../../../language/formats';
import type { Clash } from '../../../ui/form/clash-note';
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
  { slug, revision }: Pick<OrganisationSettings, 'slug' | 'revision'>,
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

/** The fields on which what is typed here and what is stored by now disagree. */
export function clashes(mine: OrganisationDraft, theirs: OrganisationDraft): readonly Clash[] {
  const of = inWords(mine);
  const stored = inWords(theirs);
  return Object.entries(of)
    .map(([field, text]) => ({ field, mine: text, theirs: stored[field] ?? '' }))
    .filter((clash) => clash.mine !== clash.theirs);
}

function inWords(draft: OrganisationDraft): Readonly<Record<string, string>> {
  return {
    Name: draft.name.trim(),
    'Time zone': draft.timeZone.trim(),
    Country: countryName(draft.country),
    'Second factor': draft.secondFactorRequired
      ? $localize`:@@organisation-draft.required-for-everybody:Required for everybody`
      : $localize`:@@organisation-draft.left-to-each-member:Left to each member`,
  };
}
