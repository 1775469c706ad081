import type { Order, OrderAction } from '../../../domain/actions/order.js';

export type OrderOf<A extends OrderAction> = Named<Order, A>;

/** An order may have one shape for several actions. */
type Named<O extends Order, A extends OrderAction> = O extends Order
  ? A extends O['action']
    ? O & { readonly action: A }
    : never
  : never;
