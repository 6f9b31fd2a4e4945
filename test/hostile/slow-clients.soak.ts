import { describeSlowClients } from './slow-clients.js';

describeSlowClients({ headersMs: 10_000, requestMs: 30_000, sockets: 200 });
