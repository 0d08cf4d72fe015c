export { anAgent } from './agent';
export { anIntake } from './an-intake';
export { asJsonBody, bodyCorpus, type StrangeBody } from './body-corpus';
export { BuiltPrograms, heard } from './built-programs';
export {
  anotherService,
  aVendorWithService,
  contractBody,
  recordedContract,
  seeing,
  seenContract,
  seenMark,
  yearlyTerms,
  type VendorWithService,
} from './contract-builders';
export { whatACountFromNothingMoves } from './from-nothing';
export { oleOf, type OleWishes } from './files/ole-builder';
export { unicodePath, zipOf } from './files/zip-builder';
export { Line } from './line';
export { refusedAddresses, refusedNames, takenAddresses, takenNames } from './names-corpus';
export { untilNoon } from './noon';
export { plantCopies } from './many-copies';
export { MailScene, type SceneAssessment } from './mail-scene';
export { modelAnswer } from '#product';
export { MailWorks } from './mail-works';
export { matrixRecords, type MatrixRecords } from './matrix-records';
export { plantNeglectedStandings } from './neglected-standings';
export {
  addressOf,
  bodyOf,
  describedIn,
  operationsOf,
  unknownIds,
  type Operation,
  type WireContract,
} from './operations';
export { liftEverythingButPolicies, organisationTables, plantRow } from './planted-rows';
export { aProduct, TestProduct, type TestMember, type TestOrganisation } from './product';
export { send, type RawAnswer } from './raw-request';
export {
  aCase,
  aFoundedOrganisation,
  aCodeFor,
  aLinkTo,
  aWayInto,
  answerEverything,
  fullScope,
  asAnswered,
  browserOf,
  fullIntake,
  judgeKnockouts,
  plain,
  respondentCookieOf,
  respondentOf,
  sent,
  signAnew,
  standByReturned,
  submitted,
  type Case,
  reviewRevision,
} from './respondent-builders';
export { routeMatrix } from './route-matrix';
export { SmtpSink, type ReceivedMail } from './smtp-sink';
export { hardTextsOf, strangeFormsOf } from './strange-forms';
export { blanks, dice, Tamperer, type Mutation } from './tampering';
export { refuse, TestBucket } from './test-bucket';
export { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';
export { withinOneMinute } from './within-one-minute';
export { walkedPlaces, walkedSchedule } from './walked-schedule';
