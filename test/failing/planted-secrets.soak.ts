import { describePlantedSecrets } from './planted-secrets.js';

describePlantedSecrets({ part: 1 });
