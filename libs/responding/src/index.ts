export { LinkExchange } from './link-exchange';
export { LinkReader } from './link.reader';
export { LinkRenewal } from './link-renewal';
export { RespondingModule } from './responding.module';
export { RespondingService } from './responding.service';
