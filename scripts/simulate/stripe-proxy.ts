import type { FaultBoard } from './fault-board';
import { forward, type Relay, startRelay } from './http-relay';
import { nameStripeCall } from './stripe-calls';

/** The server's way to Stripe: each call passes the fault board by name before and after it is done. */
export function startStripeProxy(stripeUrl: string, board: FaultBoard): Promise<Relay> {
  return startRelay(async (message) => {
    const name = nameStripeCall(message.method, new URL(message.path, stripeUrl).pathname);
    const before = await board.pass(name, 'before');
    if (before !== 'pass') return before;
    const reply = await forward(stripeUrl, message);
    const after = await board.pass(name, 'after');
    return after === 'pass' ? reply : after;
  });
}
