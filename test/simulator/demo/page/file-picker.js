/* global FileReader */
import { byId } from './element.js';

/** A file that goes with the next message. */
export class FilePicker {
  constructor() {
    byId('attach').addEventListener('click', () => byId('file').click());
    byId('file').addEventListener('change', () => this.#draw());
    byId('file-cancel').addEventListener('click', () => this.clear());
  }

  clear() {
    byId('file').value = '';
    this.#draw();
  }

  /** Its name and, in base64, what is in it; `null` where none was chosen. */
  async read() {
    const [file] = byId('file').files;
    if (file === undefined) return null;
    const address = await new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(reader.result));
      reader.addEventListener('error', () => reject(reader.error));
      reader.readAsDataURL(file);
    });
    return { name: file.name, type: file.type, base64: address.slice(address.indexOf(',') + 1) };
  }

  #draw() {
    const [file] = byId('file').files;
    byId('file-bar').hidden = file === undefined;
    byId('file-name').textContent = file?.name ?? '';
    if (file !== undefined) byId('input').focus();
  }
}
