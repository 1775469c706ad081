/** The smallest picture that there is. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

/** A PNG that is another for another name, which decoders pass over behind its end. */
export function aPicture(name: string): Buffer {
  return Buffer.concat([Buffer.from(PIXEL, 'base64'), Buffer.from(name)]);
}
