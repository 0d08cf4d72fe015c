export { CodeProof } from './code-proof';
export { LinkExchange } from './link-exchange';
export { LinkReader } from './link.reader';
export { LinkRenewal } from './link-renewal';
export { LinkMailAsked } from './responding.dto';
export { RespondingModule } from './responding.module';
export { RespondingService } from './responding.service';
export { StraightSaves } from './straight-saves';
