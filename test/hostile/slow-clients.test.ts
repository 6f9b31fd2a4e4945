import { describeSlowClients } from './slow-clients.js';

describeSlowClients({ headersMs: 500, requestMs: 800, sockets: 40 });
