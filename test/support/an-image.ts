import type { Image } from '../../src/domain/subjects/image.js';
import { at } from './builders.js';

export function anImage(over: Partial<Image> = {}): Image {
  return {
    kind: 'image',
    id: '7:acme/shop/api:1.4.0',
    projectId: '7',
    name: 'shop/api',
    tag: '1.4.0',
    digest: `sha256:${'1a2b3c4d'.repeat(8)}`,
    sizeBytes: 42_400_000,
    url: 'https://gitlab.example.com/acme/shop/container_registry/5',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
