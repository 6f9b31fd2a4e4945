import { runClosed } from './closed.js';
import type { Order } from './order.js';

process.on('message', (order: Order) => {
  runClosed(order).then(
    (load) => process.send?.(load),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
