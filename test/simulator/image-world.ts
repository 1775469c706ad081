/** What can happen to container images, in the vocabulary of both forges. */
export interface ImageWorld {
  /** Pushes an image of the project under a tag, which it takes from the one that had it. Returns its digest. */
  pushImage(path: string, options: PushImage): string;
  deleteImageTag(path: string, image: string, tag: string): void;
}

export interface PushImage {
  /** `api` of `acme/shop/api`. */
  readonly image: string;
  readonly tag: string;
  /** Of an image that is there already. */
  readonly digest?: string;
}
