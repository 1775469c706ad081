import { describe, expect, it } from '@jest/globals';
import type { Update } from 'telegraf/types';
import fc from 'fast-check';
import { cleanFileName, readAttachments } from '../../../src/bot/files/read-attachments.js';
import { fileLines } from '../../../src/bot/files/file-lines.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';
import { readVisit, type Visit } from '../../../src/bot/visit.js';

const FILE = { file_id: 'f', file_unique_id: 'u', file_size: 9 };

function visitOf(more: object): Visit | null {
  const from = { id: 1, is_bot: false, first_name: 'Alice' };
  const message = { message_id: 57, date: 0, chat: { id: 1, type: 'private' }, from, ...more };
  return readVisit({ update_id: 1, message } as unknown as Update, 'watch_bot');
}

describe('the file of a message', () => {
  it.each<[string, object, string]>([
    ['a document', { document: { ...FILE, file_name: 'job.log' } }, 'job.log'],
    ['a document without a name', { document: FILE }, 'document-57'],
    ['a photo', { photo: [{ ...FILE, file_id: 'small' }, FILE] }, 'photo-57.jpg'],
    ['a video', { video: { ...FILE, file_name: 'bug.mov' } }, 'bug.mov'],
    ['a voice message', { voice: FILE }, 'voice-57.ogg'],
    ['a round video', { video_note: FILE }, 'video-note-57.mp4'],
    [
      'an animation',
      { animation: { ...FILE, file_name: 'b' }, document: { ...FILE, file_name: 'a.mp4' } },
      'a.mp4',
    ],
  ])('is read of %s', (_, message, name) => {
    expect(visitOf(message)?.attachments).toEqual([{ fileId: 'f', uniqueId: 'u', name, size: 9 }]);
  });

  it.each<[string, object]>([
    ['a text', { text: 'Hello' }],
    ['a sticker', { sticker: FILE }],
    ['a photo without sizes', { photo: [] }],
    ['a document without an id', { document: { file_name: 'a' } }],
    ['a document that is none', { document: 7 }],
  ])('is missing in %s', (_, message) => {
    expect(visitOf(message)?.attachments).toEqual([]);
  });

  it('comes with its caption, a command among them, and with its album', () => {
    const visit = visitOf({ document: FILE, caption: '/issue a/b It leaks', media_group_id: '7' });

    expect(visit).toMatchObject({ text: '/issue a/b It leaks', command: { name: 'issue' }, albumId: '7' });
  });

  it('comes with the formats of its caption', () => {
    const caption_entities = [{ type: 'bold', offset: 4, length: 4 }];
    const visit = visitOf({ document: FILE, caption: 'See this', caption_entities });

    expect(visit).toMatchObject({ text: 'See this', markdown: 'See **this**' });
  });

  it('has no size where none is told', () => {
    const [file] = readAttachments({ voice: { file_id: 'f', file_unique_id: 'u', file_size: -1 } });

    expect(file?.size).toBeNull();
  });
});

describe('the name of a file', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\a.txt', 'a.txt'],
    ['.env', 'env'],
    ['a](https://evil.example.com) [b.png', 'evil.example.com_ _b.png'],
    ['снимок экрана.png', 'снимок экрана.png'],
    ['in\u202Egnp.exe', 'in_gnp.exe'],
    ['two\nlines.txt', 'two_lines.txt'],
  ])('%j becomes %j', (name, clean) => {
    expect(cleanFileName(name)).toBe(clean);
  });

  it.each(['', '...', '/', '[]()', '\u0000'])('%j leaves nothing', (name) => {
    expect(cleanFileName(name)).toBeNull();
  });

  it('is short, keeps its ending, and means nothing in Markdown, whatever it was', () => {
    expect(cleanFileName(`${'x'.repeat(300)}.png`)).toBe(`${'x'.repeat(76)}.png`);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanFileName(name) ?? 'nothing';
        expect(clean.length).toBeLessThanOrEqual(160);
        expect(clean).not.toMatch(/[\p{C}[\](){}<>|`*!"\\/]/u);
      }),
    );
  });
});

describe('the line of a file', () => {
  it.each([
    [null, '📎 a.png'],
    [999, '📎 a.png, 999 B'],
    [1_500, '📎 a.png, 1.5 kB'],
    [120_400, '📎 a.png, 120 kB'],
    [2_000_000, '📎 a.png, 2 MB'],
  ])('of %s bytes is %j', (size, text) => {
    const lines = fileLines(asTexts(createTranslator()('en')), [
      { fileId: 'f', uniqueId: 'u', name: 'a.png', size },
    ]);

    expect(lines).toEqual([{ kind: 'text', spans: [text] }]);
  });
});
