// SPDX-License-Identifier: Apache-2.0

// The page: a bar, the phones, the panel.

import { day, el, pretty, timeOfDay } from './elements.js';
import { panel } from './panel.js';
import { PhoneView } from './phone.js';
import { World, partnerOf } from './world.js';

const world = new World();
const views = new Map();

const link = el('span', { class: 'link', role: 'status' });
const clock = el('button', { type: 'button', class: 'quiet now', 'aria-label': 'Clock' });
const row = el('div', { class: 'row' });
const strip = el('nav', { class: 'strip', 'aria-label': 'Go to a phone' });
const empty = el('div', { class: 'nobody' },
  el('h2', null, 'No phone has been texted yet'),
  el('p', null, 'Send a message through the API, and the phone that gets it appears here. Or add a phone by its number and text from it.'));
const number = el('input', { type: 'tel', name: 'number', list: 'others', placeholder: '+14155550123', 'aria-label': 'Number of a phone to add', autocomplete: 'off', required: true });
const others = el('datalist', { id: 'others' });
const problem = el('p', { class: 'problem', role: 'alert' });
const said = el('p', { class: 'unseen', 'aria-live': 'polite' });
const side = panel(world);

const add = el('form', { class: 'add', submit: async (event) => {
  event.preventDefault();
  try {
    const phone = await world.add(number.value.replace(/[\s().-]/g, ''));
    number.value = '';
    problem.textContent = '';
    showPhones();
    const view = views.get(phone.number);
    view.element.scrollIntoView({ inline: 'start', block: 'nearest' });
    view.text.focus();
  } catch (failure) {
    problem.textContent = failure.message;
  }
} }, number, others, el('button', null, 'Add phone'), problem);

const switches = ['Phones', 'Panel'].map((name) =>
  el('button', { type: 'button', click: () => turnTo(name) }, name));

function turnTo(name) {
  document.body.dataset.view = name.toLowerCase();
  switches.forEach((button) => button.setAttribute('aria-pressed', button.textContent === name));
}

/** Where only one phone has room, its button says which it is. */
const inSight = new IntersectionObserver((sights) => sights.forEach(({ target, isIntersecting }) => {
  const view = [...views.values()].find(({ element }) => element === target);
  view?.chip.toggleAttribute('aria-current', isIntersecting);
}), { threshold: 0.6 });

function showPhones() {
  for (const [phone, view] of views) {
    if (!view.shows(world.phones.get(phone))) {
      inSight.unobserve(view.element);
      view.element.remove();
      view.chip.remove();
      views.delete(phone);
    }
  }
  for (const phone of world.phones.values()) {
    if (!views.has(phone.number)) {
      const view = new PhoneView(phone, world);
      view.chip = el('button', { type: 'button', click: () => view.element.scrollIntoView({ inline: 'start', block: 'nearest' }) }, pretty(phone.number));
      views.set(phone.number, view);
      row.append(view.element);
      inSight.observe(view.element);
      strip.append(view.chip);
    }
  }
  empty.hidden = views.size > 0;
  others.replaceChildren(...[...world.others].slice(0, 50).map((other) => el('option', { value: other })));
}

function showPhone(view) {
  view.update();
  view.chip.classList.toggle('news', view.hasNews);
  for (const message of view.takeArrivals()) {
    if (world.live) {
      said.textContent = `New message on ${pretty(view.number)} from ${pretty(partnerOf(message))}: ${message.body}`;
    }
  }
}

function showLink() {
  link.dataset.state = world.live === null ? 'waiting' : world.live ? 'live' : 'lost';
  link.textContent = world.live === null ? 'Connecting' : world.live ? 'Live' : 'Connection lost, trying again';
}

function showClock() {
  const now = world.now();
  const { speed } = world.clock;
  clock.replaceChildren(
    el('span', { class: 'date' }, day(now)), el('span', { class: 'time' }, timeOfDay(now, true)),
    speed === 1 ? '' : el('span', { class: 'badge warn' }, speed === 0 ? 'stands still' : `${speed} ×`));
}

clock.addEventListener('click', () => {
  turnTo('Panel');
  side.choose('Clock');
});
world.on('phones', showPhones);
world.on('phone', (phone) => views.has(phone) && showPhone(views.get(phone)));
world.on('numbers', () => views.forEach((view) => view.update()));
world.on('live', showLink);
world.on('clock', showClock);
setInterval(showClock, 500);

document.body.append(
  el('header', { class: 'bar' },
    el('img', { src: '/_emulator/page/icon.svg', alt: '', width: '24', height: '24' }),
    el('h1', null, 'Trunkline emulator'),
    el('div', { class: 'views', role: 'group', 'aria-label': 'View' }, switches),
    clock, link),
  el('main', null,
    el('section', { class: 'phones', 'aria-label': 'Phones' },
      el('div', { class: 'tools' }, strip, add),
      el('div', { class: 'table' }, empty, row)),
    side.element),
  said);
turnTo('Phones');
showLink();
showPhones();
showClock();
world.start();
