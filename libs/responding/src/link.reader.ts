import { Injectable } from '@nestjs/common';
import { referenceOf, WhatIsAskedReader } from '@countersign/assessments';
import { labelOfValue } from '@countersign/domain';
import { factsInWords, listInWords } from '@countersign/platform';
import { CodeProof } from './code-proof';
import { InvitedLinks } from './invited-links';
import type { Visitor } from './link-exchange';
import { asksForCode, mayBeRenewed, opens, stateOfLink } from './link-state';
import type { SeenLink } from './responding.dto';

/** What the page behind a link says before anybody has clicked. */
@Injectable()
export class LinkReader {
  constructor(
    private readonly links: InvitedLinks,
    private readonly proof: CodeProof,
    private readonly asked: WhatIsAskedReader,
  ) {}

  read(token: string, { existingSession, from }: Omit<Visitor, 'code'>): Promise<SeenLink> {
    return this.links.with(token, from, async (invited) => {
      const state = stateOfLink(invited);
      const { language, organisationName, vendorName, serviceName, askedBy, dueOn } = invited;
      const proved = existingSession !== null && (await this.proof.givenIn(existingSession, invited));
      const { takes, law, dataElements } = await this.asked.of(invited);
      const namesData = opens(state) && dataElements.length > 0;
      const catalogue = factsInWords();
      return {
        state,
        codeNeeded: opens(state) && asksForCode(invited) && !proved,
        renewable: mayBeRenewed(state),
        language,
        organisationName,
        vendorName,
        serviceName,
        askedBy,
        dueOn,
        takes,
        law: opens(state) ? law : null,
        data: namesData
          ? listInWords(dataElements.map((element) => labelOfValue(catalogue, 'dataElements', element)))
          : null,
        reference: referenceOf(invited.assessmentId),
        message: state === 'cancelled' ? invited.cancelledMessage : null,
      };
    });
  }
}
