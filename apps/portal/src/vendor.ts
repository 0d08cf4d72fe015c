import { catalogue, settleLanguage } from './app/language/catalogue';

// everything else reads its texts as it is loaded, so the language comes first
await settleLanguage();
await catalogue('respond');
const { start } = await import('./app/respond/vendor-app');
await start();
