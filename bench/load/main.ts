import { runClosed } from './closed.js';
import { runOpen } from './open.js';
import type { Order } from './order.js';

process.on('message', (order: Order) => {
  const { perSecond } = order;
  const running = perSecond === null ? runClosed(order) : runOpen(order, perSecond);
  running.then(
    (load) => process.send?.(load),
    (error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit());
