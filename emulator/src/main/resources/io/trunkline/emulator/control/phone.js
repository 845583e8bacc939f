// SPDX-License-Identifier: Apache-2.0

// One phone: its threads, the one that is open, and what its owner types.

import { day, el, icon, pretty, rove, timeOfDay } from './elements.js';
import { Profile } from './profile.js';
import { ask, numberOf, partnerOf } from './world.js';

const LARGEST_FILE = 2 * 1024 * 1024;
const ON_THE_WAY = ['accepted', 'scheduled', 'queued', 'sending', 'sent'];
const UNHAPPY = ['failed', 'undelivered', 'canceled'];

const cameToNothing = (message) => UNHAPPY.includes(message.status);
const isNumber = (address) => /^\+?\d+$/.test(numberOf(address));

let ordinal = 0;

export class PhoneView {
  #phone;
  #world;
  #open = null;
  #choseItself = false;
  #bubbles = new Map();
  #seen = new Set();
  #told = new Set();
  #shown = null;
  #atEnd = true;
  #top = 0;
  #id = `phone-${++ordinal}`;
  #media = [];

  constructor(phone, world) {
    this.#phone = phone;
    this.#world = world;
    this.profile = new Profile(phone.number, (change) =>
      this.#attempt(() => ask('PUT', `handsets/${encodeURIComponent(phone.number)}`, change)));
    this.tabs = el('div', { class: 'threads', role: 'tablist', 'aria-label': 'Threads' });
    rove(this.tabs);
    this.more = el('select', { class: 'more', 'aria-label': 'Text another sender', change: () => this.#startThread() });
    this.blocked = el('p', { class: 'blocked', hidden: true });
    this.call = el('p', { class: 'call', role: 'status', hidden: true });
    this.talk = el('div');
    this.log = el('div', {
      class: 'log', role: 'tabpanel', tabindex: '0', id: `${this.#id}-log`,
      scroll: () => this.#scrolled(),
    }, this.talk);
    this.text = el('textarea', {
      rows: '1', placeholder: 'Text message', 'aria-label': `Message from ${phone.number}`, enterkeyhint: 'send',
      input: () => this.#grow(),
      keydown: (event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
          event.preventDefault();
          this.#send();
        }
      },
    });
    this.file = el('input', { type: 'file', class: 'unseen', tabindex: '-1', 'aria-hidden': 'true', change: () => this.#attach() });
    this.attached = el('button', { type: 'button', class: 'round', 'aria-label': 'Attach a picture', click: () => this.#chooseFile() }, icon('attach'));
    this.problem = el('p', { class: 'problem', role: 'alert' });
    this.composer = el('form', { class: 'composer', submit: (event) => { event.preventDefault(); this.#send(); } },
      this.file, this.attached, this.text,
      el('button', { class: 'round primary', 'aria-label': 'Send' }, icon('send')));
    this.element = el('article', { class: 'phone', id: this.#id, 'aria-label': `Phone ${phone.number}` },
      el('header', null,
        el('div', { class: 'owner' }, el('h2', null, pretty(phone.number)), this.profile.element),
        el('button', { type: 'button', class: 'quiet close', 'aria-label': `Put ${phone.number} away`, click: () => world.putAway(phone.number) }, icon('close'))),
      el('div', { class: 'with' }, this.tabs, this.more),
      this.blocked, this.call, this.log, this.problem, this.composer);
    this.update();
    const resized = new ResizeObserver(() => this.#atEnd && this.#toEnd());
    resized.observe(this.log);
    resized.observe(this.talk);
  }

  get number() {
    return this.#phone.number;
  }

  shows(phone) {
    return this.#phone === phone;
  }

  /** What came in since the last time, for those who must be told in words. */
  takeArrivals() {
    const arrived = [...this.#phone.messages.values()].filter((message) =>
      message.direction !== 'inbound' && this.#isHeld(message) && !this.#told.has(message.sid));
    arrived.forEach((message) => this.#told.add(message.sid));
    return arrived;
  }

  get hasNews() {
    return [...this.#threads().values()].some((thread) => this.#isNews(thread));
  }

  /** Shows the phone as it is now; what stays the same is not touched. */
  update() {
    const threads = this.#threads();
    if (!this.#choseItself && threads.size > 0) {
      this.#open = this.#latest(threads);
    }
    this.#open ??= this.#senders()[0] ?? null;
    if (this.#open !== null && !threads.has(this.#open)) {
      threads.set(this.#open, []);
    }
    this.#showThreads(threads);
    this.#showMessages(threads.get(this.#open) ?? []);
    if (this.#phone.handset) {
      this.profile.show(this.#phone.handset);
    }
    this.#showCall(this.#phone.call);
    const blocked = this.#open !== null && this.#world.isBlocked(this.#phone, this.#open);
    this.blocked.hidden = !blocked;
    if (blocked && !this.blocked.hasChildNodes()) {
      this.blocked.append(icon('blocked'), 'Opted out: this sender is refused with 21610. START lets it in again.');
    } else if (!blocked) {
      this.blocked.replaceChildren();
    }
    const answerable = this.#open !== null && isNumber(this.#open);
    this.composer.hidden = !answerable;
    if (this.#shown !== this.#open || this.#atEnd) {
      this.#shown = this.#open;
      this.#toEnd();
    }
  }

  /** The latest call, and what was heard in it. */
  #showCall(call) {
    this.call.hidden = !call;
    this.call.textContent = call
      ? [`Call from ${pretty(call.from)} · ${call.status}`, ...call.heard.map(({ words }) => words)].join(' · ')
      : '';
  }

  #threads() {
    const threads = new Map();
    for (const message of this.#phone.messages.values()) {
      const partner = partnerOf(message);
      if (!threads.has(partner)) {
        threads.set(partner, []);
      }
      threads.get(partner).push(message);
    }
    return threads;
  }

  #latest(threads) {
    let latest = null;
    for (const [partner, messages] of threads) {
      if (latest === null || messages.at(-1).at >= threads.get(latest).at(-1).at) {
        latest = partner;
      }
    }
    return latest;
  }

  #senders() {
    return this.#world.numbers.map((number) => number.number);
  }

  #isNews(messages) {
    return messages.some((message) => this.#isHeld(message) && !this.#seen.has(message.sid));
  }

  #isHeld(message) {
    return this.#phone.held.has(message.sid) || !ON_THE_WAY.includes(message.status) && !cameToNothing(message);
  }

  #showThreads(threads) {
    const known = new Map([...this.tabs.children].map((tab) => [tab.dataset.partner, tab]));
    for (const [partner, messages] of threads) {
      let tab = known.get(partner);
      if (!tab) {
        tab = el('button', {
          type: 'button', role: 'tab', 'data-partner': partner, 'aria-controls': this.log.id,
          click: () => this.#choose(partner),
        }, el('span', null, partner ? pretty(partner) : 'Sender not chosen yet'));
        this.tabs.append(tab);
      }
      known.delete(partner);
      const open = partner === this.#open;
      const news = !open && this.#isNews(messages);
      tab.setAttribute('aria-selected', open);
      tab.tabIndex = open ? 0 : -1;
      tab.classList.toggle('news', news);
      tab.setAttribute('aria-label', `${partner ? pretty(partner) : 'Sender not chosen yet'}${news ? ', new messages' : ''}`);
    }
    known.forEach((tab) => tab.remove());
    this.log.setAttribute('aria-label', `Messages with ${this.#open ?? 'nobody'}`);
    const rest = this.#senders().filter((sender) => !threads.has(sender));
    this.more.hidden = rest.length === 0;
    if (this.more.dataset.of !== rest.join()) {
      this.more.dataset.of = rest.join();
      this.more.replaceChildren(el('option', { value: '' }, '+ New'),
        ...rest.map((sender) => el('option', { value: sender }, pretty(sender))));
    }
  }

  /** Whoever scrolls back to read stays there; what comes in meanwhile scrolls nobody back. */
  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.log;
    const near = scrollHeight - scrollTop - clientHeight < 40;
    this.#atEnd = near || this.#atEnd && scrollTop >= this.#top;
    this.#top = scrollTop;
    this.log.classList.toggle('reading', !this.#atEnd);
  }

  #toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#top = this.log.scrollTop;
    this.#atEnd = true;
    this.log.classList.remove('reading');
  }

  #showMessages(messages) {
    const wanted = new Set(messages.map((message) => message.sid));
    for (const [sid, bubble] of this.#bubbles) {
      if (!wanted.has(sid)) {
        bubble.remove();
        this.#bubbles.delete(sid);
        if (!this.#phone.messages.has(sid)) {
          this.#seen.delete(sid);
          this.#told.delete(sid);
        }
      }
    }
    for (const [place, message] of messages.entries()) {
      let bubble = this.#bubbles.get(message.sid);
      if (!bubble) {
        bubble = this.#bubble(message);
        this.#bubbles.set(message.sid, bubble);
      }
      if (this.talk.children[place] !== bubble) {
        this.talk.insertBefore(bubble, this.talk.children[place] ?? null);
      }
      this.#showState(bubble, message);
      if (this.#isHeld(message)) {
        this.#seen.add(message.sid);
      }
    }
    this.#markDays(messages);
  }

  #bubble(message) {
    const mine = message.direction === 'inbound';
    return el('div', { class: `bubble ${mine ? 'mine' : 'theirs'}`, 'data-sid': message.sid, 'data-day': day(message.at) },
      el('div', { class: 'said' },
        message.media.map((medium) => this.#medium(medium)),
        message.body ? el('p', null, message.body) : null),
      el('div', { class: 'state' }));
  }

  #medium(medium) {
    if (medium.content_type.startsWith('image/')) {
      return el('a', { href: medium.path, target: '_blank', rel: 'noreferrer' },
        el('img', { src: medium.path, alt: 'Picture', loading: 'lazy' }));
    }
    return el('a', { class: 'file', href: medium.path, target: '_blank', rel: 'noreferrer' }, icon('file'), medium.content_type);
  }

  #showState(bubble, message) {
    const held = this.#isHeld(message);
    const key = `${message.status} ${message.error_code} ${held}`;
    if (bubble.dataset.key === key) {
      return;
    }
    bubble.dataset.key = key;
    bubble.dataset.status = message.status;
    bubble.classList.toggle('awaited', !held && !cameToNothing(message));
    bubble.classList.toggle('lost', cameToNothing(message));
    const tick = cameToNothing(message) ? 'failed'
      : ['delivered', 'read'].includes(message.status) ? 'arrived'
      : ['sent', 'received'].includes(message.status) ? 'sent' : 'waiting';
    const words = message.error_code ? `${message.status} · ${message.error_code} ${message.error_title}` : message.status;
    bubble.lastElementChild.replaceChildren(
      el('time', { datetime: message.at }, timeOfDay(message.at)), icon(tick), el('span', null, words));
  }

  /** The first message of each day carries its date. */
  #markDays(messages) {
    let before = null;
    for (const message of messages) {
      const bubble = this.#bubbles.get(message.sid);
      bubble.classList.toggle('first', bubble.dataset.day !== before);
      before = bubble.dataset.day;
    }
  }

  #choose(partner) {
    this.#open = partner;
    this.#choseItself = true;
    this.update();
  }

  #startThread() {
    if (this.more.value) {
      this.#choose(this.more.value);
      this.text.focus();
    }
  }

  #chooseFile() {
    if (this.#media.length > 0) {
      this.#media = [];
      this.#showAttached();
    } else {
      this.file.click();
    }
  }

  #attach() {
    const [file] = this.file.files;
    this.file.value = '';
    if (!file) {
      return;
    }
    if (file.size > LARGEST_FILE) {
      this.problem.textContent = 'A file may have 2 MB at most';
      return;
    }
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      this.#media = [reader.result];
      this.#showAttached();
    });
    reader.readAsDataURL(file);
  }

  #showAttached() {
    const attached = this.#media.length > 0;
    this.attached.classList.toggle('full', attached);
    this.attached.setAttribute('aria-label', attached ? 'Do not send the picture' : 'Attach a picture');
  }

  async #send() {
    const body = this.text.value;
    if (!body.trim() && this.#media.length === 0) {
      return;
    }
    const sent = await this.#attempt(() => ask('POST', `handsets/${encodeURIComponent(this.number)}/messages`,
      { to: this.#open, body, media_urls: this.#media }));
    if (sent) {
      this.text.value = '';
      this.#media = [];
      this.#showAttached();
      this.#grow();
    }
  }

  async #attempt(action) {
    try {
      await action();
      this.problem.textContent = '';
      return true;
    } catch (failure) {
      this.problem.textContent = failure.message;
      return false;
    }
  }

  #grow() {
    this.text.style.height = 'auto';
    this.text.style.height = `${Math.min(this.text.scrollHeight, 120)}px`;
  }
}
