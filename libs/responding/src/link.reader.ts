import { Injectable } from '@nestjs/common';
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
  ) {}

  read(token: string, { existingSession, from }: Omit<Visitor, 'code'>): Promise<SeenLink> {
    return this.links.with(token, from, async (invited) => {
      const state = stateOfLink(invited);
      const { language, organisationName, vendorName, serviceName, askedBy, dueOn, questions } = invited;
      const proved = existingSession !== null && (await this.proof.givenIn(existingSession, invited));
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
        questions,
        message: state === 'cancelled' ? invited.cancelledMessage : null,
      };
    });
  }
}
