export interface ImageRepository {
  readonly id: number;
  readonly name: string;
  readonly path: string;
  readonly createdAt: number;
  /** By tag. */
  readonly tags: Map<string, ImageTag>;
}

export interface ImageTag {
  readonly name: string;
  readonly digest: string;
  readonly size: number;
  /** When the image was built, however late it is tagged. */
  readonly builtAt: number;
}
