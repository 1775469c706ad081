import { describe, expect, it } from '@jest/globals';
import { Secret } from '../../../src/domain/secret.js';
import { toLogEnd } from '../../../src/forges/log-text.js';

const OWN = new Secret('my-own-token-of-no-known-form');
const end = (raw: string): string => toLogEnd(raw, OWN);

describe('the end of a log', () => {
  it('is the last thirty lines, and at most three thousand characters', () => {
    const rows = Array.from({ length: 50 }, (_, index) => `line ${index}`);

    expect(end(rows.join('\n')).split('\n')).toEqual(rows.slice(-30));
    expect(end('x'.repeat(9_000))).toBe(`…${'x'.repeat(2_999)}`);
  });

  it('shows GitLab’s log as its page does: no colours, sections or times', () => {
    const raw = [
      '2026-03-02T12:00:00.123456Z 00O \u001b[0KRunning with gitlab-runner 17.5\u001b[0;m',
      'section_start:1560896352:step_script[collapsed=true]\r\u001b[0K\u001b[32;1m$ npm test\u001b[0;m',
      'section_end:1560896353:step_script\r\u001b[0K',
      '\u001b[31;1mERROR: Job failed: exit code 1\u001b[0;m',
      '',
    ].join('\n');

    expect(end(raw)).toBe('Running with gitlab-runner 17.5\n$ npm test\n\nERROR: Job failed: exit code 1');
  });

  it('shows GitHub’s log as its page does: no times or groups', () => {
    const raw = [
      '\ufeff2026-03-02T12:00:00.1234567Z ##[group]Run npm test',
      '2026-03-02T12:00:01.1234567Z \u001b[36;1mnpm test\u001b[0m',
      '2026-03-02T12:00:02.1234567Z ##[endgroup]',
      '2026-03-02T12:00:03.1234567Z ##[error]Process completed with exit code 1.',
    ].join('\r\n');

    expect(end(raw)).toBe('Run npm test\nnpm test\n\nerror: Process completed with exit code 1.');
  });

  it('keeps of progress what stood there last', () => {
    expect(end('10%\r50%\r100%\ndone\r\n')).toBe('100%\ndone');
  });

  it('blots out tokens, coloured ones too, and keeps what the forge has masked', () => {
    const raw = [
      'glpat-abcdefghij0123456789',
      'ghp_\u001b[31mabcdefghij0123456789',
      'my-own-token-of-no-known-form',
      'glrtr-abcdefghij0123456789 glimt-abcdefghij0123456789 glffct-abcdefghij0123456789',
      'GR1348941abcdefghij0123456789',
      'git clone https://ci:s3cret@example.com/x.git',
      'password=[MASKED] key=***',
    ].join('\n');

    expect(end(raw).split('\n')).toEqual([
      '[secret]',
      '[secret]',
      '[secret]',
      '[secret] [secret] [secret]',
      '[secret]',
      'git clone https://[secret]@example.com/x.git',
      'password=[MASKED] key=***',
    ]);
  });

  it('is empty where nothing is to be seen', () => {
    expect(end('')).toBe('');
    expect(end('\u001b[0K\r\n \n')).toBe('');
  });
});
