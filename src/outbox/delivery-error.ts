import { DeliveryError } from '../domain/errors.js';

/** Anything but a `DeliveryError` is a bug of ours: given up at once rather than retried for ever. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError('rejected', 'internal error while delivering', { cause: error });
}
