import { settleLanguage } from './app/language/catalogue';

// everything else reads its texts as it is loaded, so the language comes first
await settleLanguage();
const { start } = await import('./start');
await start();
