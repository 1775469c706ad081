import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The smallest picture that there is. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const MOST_TRIES = 3;
/** What the bot takes of one person: messages and presses. */
const TURNS_PER_MINUTE = 30;
const MINUTE_MS = 60_000;
const TURN = /^\/do\/(?:send|press)$/;

export function launchBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** The demo's page as a person uses it. */
export class DemoPage {
  readonly page: Page;
  /** What the browser complained of. */
  readonly complaints: string[] = [];
  readonly #turns: number[] = [];
  #taps = 0;

  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { hostname, pathname } = new URL(request.url());
      if (TURN.test(pathname)) this.#turns.push(Date.now());
      if (pathname === '/do/press') this.#taps += 1;
      if (hostname !== '127.0.0.1') this.complaints.push(`asked ${hostname}`);
    });
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('#daemon[data-state="running"]').waitFor({ timeout: 60_000 });
  }

  async type(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  /** Takes a command out of the menu. */
  async chooseCommand(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(`/${name}`);
    await this.page
      .getByRole('option')
      .filter({ hasText: `/${name}` })
      .first()
      .click();
  }

  /** Sends a file with these words as its caption. */
  async attach(name: string, mimeType: string, text: string): Promise<void> {
    const buffer = Buffer.from(PIXEL, 'base64');
    await this.page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType, buffer });
    await this.page.locator('#file-bar', { hasText: name }).waitFor();
    await this.type(text);
  }

  /** Presses one of the buttons that write for you, and sends what it wrote. */
  async take(hint: string): Promise<void> {
    await this.page.getByLabel('Try this').getByRole('button', { name: hint }).click();
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  async choose(forge: 'GitLab' | 'GitHub'): Promise<void> {
    await this.page
      .getByRole('tablist', { name: 'Forge', exact: true })
      .getByRole('tab', { name: forge })
      .click();
  }

  async make(happening: string): Promise<void> {
    await this.page.locator('#actions').getByRole('button', { name: happening, exact: true }).click();
  }

  /** What the person sent and pressed so far. */
  get turns(): { readonly messages: number; readonly taps: number } {
    return { messages: this.#turns.length - this.#taps, taps: this.#taps };
  }

  get messages(): Locator {
    return this.page.locator('#messages > li');
  }

  /** The newest message of the bot that says so; waits for it. */
  said(text: RegExp, timeout = 45_000): Promise<Locator> {
    return this.#newest('li.bot', text, timeout);
  }

  /** As `said`, of what came after the person's own last message: an older answer may read alike. */
  answered(text: RegExp, timeout = 45_000): Promise<Locator> {
    return this.#newest('li.bot:not(:has(~ li.me))', text, timeout);
  }

  async #newest(which: string, text: RegExp, timeout: number): Promise<Locator> {
    const words = this.page.locator('.text', { hasText: text });
    const message = this.page.locator(`#messages > ${which}`).filter({ has: words }).last();
    await message.waitFor({ timeout });
    return message;
  }

  /** Makes it happen until it is told: on a slow machine the first time is before the first look, and so the past. */
  async makeKnown(happening: string, told: RegExp): Promise<Locator> {
    for (let tries = 1; tries < MOST_TRIES; tries += 1) {
      await this.make(happening);
      const message = await this.said(told, 30_000).catch(() => null);
      if (message !== null) return message;
    }
    await this.make(happening);
    return this.said(told, 30_000);
  }

  async reply(message: Locator, text: string): Promise<void> {
    await message.hover();
    await message.getByRole('button', { name: /^Reply to/ }).click();
    await this.type(text);
  }

  /** Waits until the bot takes so many turns within a minute: whoever reads is slower than a test. */
  async rest(turns: number): Promise<void> {
    const last = this.#turns.at(turns - TURNS_PER_MINUTE - 1) ?? 0;
    await this.page.waitForTimeout(Math.max(0, last + MINUTE_MS + 1_000 - Date.now()));
  }

  async photograph(name: string): Promise<void> {
    await this.page.screenshot({ path: await this.#pathOf(name), animations: 'disabled' });
  }

  /** The chat alone, with this message in sight, once nothing moves any more. */
  async photographChat(name: string, message: Locator): Promise<void> {
    await message.scrollIntoViewIfNeeded();
    const path = await this.#pathOf(name);
    await this.page.locator('#chat-pane').screenshot({ path, animations: 'disabled' });
  }

  async #pathOf(name: string): Promise<string> {
    const folder = process.env['DEMO_SCREENSHOT_DIR'] ?? (await mkdtemp(join(tmpdir(), 'forgewatch-shots-')));
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    process.stderr.write(`Screenshot: ${path}\n`);
    return path;
  }
}
