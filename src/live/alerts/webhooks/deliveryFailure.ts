/**
 * A try to deliver that failed. The message is a class and a status, such as "HTTP 503" or "timeout". It has no text of the
 * receiver, because owners could otherwise read by it what answers in our network.
 */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';
}
