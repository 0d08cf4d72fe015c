import type {
  ContractStanding,
  ContractTerms,
  InitialTerm,
  Notice,
  Renewal,
  Term,
} from '@countersign/domain';
import {
  anyOf,
  day,
  flag,
  listOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  optional,
  orNull,
  whole,
  type Shape,
} from '@countersign/platform';
import { CONTRACT_STATES, TERM_ENDINGS } from './contract-words';

const initial: Shape<InitialTerm> = anyOf(
  objectOf({ kind: oneWord('months'), months: whole }),
  objectOf({ kind: oneWord('days'), days: whole }),
  objectOf({ kind: oneWord('last-day'), lastDay: day }),
  objectOf({ kind: oneWord('unknown') }),
);

const renewal: Shape<Renewal> = anyOf(
  objectOf({ kind: oneWord('auto'), months: whole }),
  objectOf({ kind: oneWord('by-agreement'), months: whole }),
  objectOf({ kind: oneWord('none') }),
  objectOf({ kind: oneWord('evergreen') }),
  objectOf({ kind: oneWord('unknown') }),
);

const notice: Shape<Notice> = namedShape(
  'NoticeRule',
  anyOf(
    objectOf({ kind: oneWord('none') }),
    objectOf({ kind: oneWord('days'), days: whole }),
    objectOf({ kind: oneWord('months'), months: whole }),
    objectOf({ kind: oneWord('window'), opensDays: whole, closesDays: whole }),
    objectOf({ kind: oneWord('unknown') }),
  ),
);

export const noticeRuleShape = notice;

const amendment = objectOf({
  fromTerm: whole,
  agreedOn: day,
  lastDay: orNull(day),
  renewalMonths: orNull(whole),
  notice: orNull(notice),
  reopens: optional(flag),
});

const agreedTerm = objectOf({ lastDay: day, signedOn: day });

export const contractTermsShape: Shape<ContractTerms> = namedShape(
  'ContractTerms',
  objectOf({
    effectiveOn: orNull(day),
    serviceStartOn: orNull(day),
    initial,
    renewal,
    maximumRenewals: orNull(whole),
    latestEnd: orNull(day),
    notice,
    noticeBasis: oneOfWords(['sent-by', 'received-by', 'unknown']),
    deliveryDays: whole,
    amendments: listOf(amendment),
    endedEarlyOn: orNull(day),
    agreedRenewals: optional(whole),
    agreedTerms: optional(listOf(agreedTerm)),
  }),
);

const term: Shape<Term> = namedShape(
  'Term',
  objectOf({
    number: whole,
    firstDay: day,
    lastDay: day,
    ending: oneOfWords(TERM_ENDINGS),
    opensOn: orNull(day),
    sendFrom: orNull(day),
    lastNoticeDay: orNull(day),
    lastSendDay: orNull(day),
  }),
);

export const contractStandingShape: Shape<ContractStanding> = namedShape(
  'ContractStanding',
  objectOf({
    state: oneOfWords(CONTRACT_STATES),
    currentTerm: orNull(term),
    actionableTerm: orNull(term),
    actionableDate: orNull(day),
    lockedInUntil: orNull(day),
    noticeTodayEndsOn: orNull(day),
  }),
);
