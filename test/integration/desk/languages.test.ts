import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DeskScene, PATH, plain, STAFF } from '../../support/desk-scene.js';

let scene: DeskScene;

beforeEach(async () => {
  scene = await DeskScene.start('gitlab');
}, 60_000);

afterEach(() => scene.stop());

const LIMIT_MS = 60_000;

it(
  'whoever reports in private reads the card and the news in the language of their Telegram',
  async () => {
    await scene.openDesk('private');
    const { telegram, side } = scene;
    const ivan = telegram.world.addPerson({ id: 4_001, name: 'Иван', language: 'ru' });

    scene.say(ivan, '/report Корзина пуста', {}, ivan.id);
    const card = await scene.hears(/Обращение открыто/, { chatId: ivan.id });
    side.world.commentIssue(PATH, 1, STAFF, 'Какой браузер?');
    await scene.hears(/Комментарий от Sam\nКакой браузер\?/, { chatId: ivan.id });

    expect(card.buttons.flat().map(({ text }) => text)).toEqual(['Закрыть']);
    expect(telegram.world.botMessages(ivan.id).map(plain).join('\n')).not.toMatch(/ticket|commented/i);
  },
  LIMIT_MS,
);

it(
  'a group that reads Russian is answered in Russian, whoever reports there',
  async () => {
    await scene.openDesk();
    const { rita, olga, group, telegram } = scene;
    await scene.ask(olga, group.id, '/language ru', /по-русски/);

    for (const person of [rita, olga]) {
      const { id } = scene.say(person, '/report The basket is empty');
      await scene.hears(/🎫 Обращение #\d: The basket is empty/, { after: id });
      await scene.ask(person, group.id, '/tickets', /Мои обращения/);
    }

    expect(telegram.world.botMessages(group.id).map(plain).join('\n')).not.toMatch(/Your tickets|🎫 Ticket/);
  },
  LIMIT_MS,
);

it(
  'a member who chose a language is answered in it at the desk, too',
  async () => {
    await scene.openDesk('private');
    const { olga } = scene;
    await scene.ask(olga, olga.id, '/language ru', /по-русски/);

    scene.say(olga, '/report The basket is empty', {}, olga.id);

    await scene.hears(/🎫 Обращение #1/, { chatId: olga.id });
    await scene.hears(/Обращение открыто/, { chatId: olga.id });
  },
  LIMIT_MS,
);
