import { describe, expect, it } from '@jest/globals';
import { proseOf } from '../../../src/forges/patch-text.js';

describe('the prose of one side of a diff', () => {
  it.each<[string, readonly string[], string]>([
    ['are the lines of that side', ['@@ -1,2 +1,2 @@', '-old', '+one', '+two'], 'one\ntwo'],
    ['keeps apart what unchanged lines part', ['@@ -1 +1,3 @@', '+one', ' x', '+two'], 'one\n\ntwo'],
    ['is none within a fence that did not change', ['@@ -1,4 +1,5 @@', ' ```java', '+@alice', ' ```'], ''],
    ['goes on after such a fence', ['@@ -1,2 +1,4 @@', ' ```', ' x', ' ```', '+@alice'], '@alice'],
    ['does not count fences of the other side', ['@@ -1,2 +1,2 @@', '-```', '+@alice'], '@alice'],
    ['goes on after a fence that was opened above', ['@@ -7,3 +7,4 @@', ' x', ' ```', '+@alice'], '@alice'],
    ['tells a fence that ends from one that begins', ['@@ -7 +7,4 @@', ' ```', '+@a', ' ```js', '+@b'], '@a'],
    ['forgets a fence with its hunk', ['@@ -1 +1 @@', ' ```', '@@ -9 +9,2 @@', '+@alice'], '@alice'],
    ['closes a fence by its own marks', ['@@ -1 +1,4 @@', '+````', '+```', '+@a', '+````', '+@b'], '@b'],
  ])('%s', (_name, diff, prose) => {
    expect(proseOf(diff.join('\n'), '+').trim()).toBe(prose);
  });
});
