// SPDX-License-Identifier: Apache-2.0

// What a phone and its line are like, behind a line that says what matters most.

import { el, field } from './elements.js';

const FATES = [
  ['delivered', 'Arrive'],
  ['no_receipt', 'Arrive, without a receipt'],
  ['undelivered 30003', 'Unreachable (30003)'],
  ['undelivered 30005', 'Unknown handset (30005)'],
  ['undelivered 30006', 'Unreachable carrier (30006)'],
  ['undelivered 30007', 'Filtered (30007)'],
  ['failed 30008', 'Fail (30008)'],
];
const CALL_FATES = [
  ['answered', 'Answer'],
  ['busy', 'Busy'],
  ['no_answer', 'Nobody answers'],
  ['failed', 'Fail'],
];
const LINES = ['mobile', 'landline', 'fixedVoip', 'nonFixedVoip', 'tollFree', 'unknown'];
const FLAGS = [
  ['switched_on', 'Switched on'],
  ['in_service', 'In service'],
  ['whatsapp', 'On WhatsApp'],
  ['rcs', 'Has RCS'],
  ['reads', 'Reads at once'],
];

const fateOf = (handset) => (handset.error_code ? `${handset.fate} ${handset.error_code}` : handset.fate);

/** Chooses the value, also one that the list does not have. */
function choose(select, value) {
  if (![...select.options].some((option) => option.value === value)) {
    select.append(el('option', { value }, value));
  }
  select.value = value;
}

function inWords(handset) {
  if (!handset.in_service) {
    return ['bad', 'Out of service'];
  }
  if (!handset.switched_on) {
    return ['bad', 'Switched off'];
  }
  const fate = fateOf(handset);
  if (fate !== 'delivered') {
    return ['bad', `Texts: ${(FATES.find(([name]) => name === fate)?.[1] ?? fate).toLowerCase()}`];
  }
  return ['good', [handset.carrier || 'Receives texts', handset.line === 'mobile' ? '' : handset.line].filter(Boolean).join(' · ')];
}

export class Profile {
  /** The change gets what was altered, as the control surface takes it. */
  constructor(number, change) {
    this.summary = el('summary', { 'aria-label': `What ${number} is like` });
    this.flags = FLAGS.map(([name, words]) => {
      const box = el('input', { type: 'checkbox', name, change: () => change({ [name]: box.checked }) });
      return { name, box, label: el('label', { class: 'flag' }, box, words) };
    });
    this.line = el('select', { change: () => change({ line: this.line.value }) }, LINES.map((line) => el('option', { value: line }, line)));
    this.carrier = el('input', { autocomplete: 'off', change: () => change({ carrier: this.carrier.value }) });
    this.fate = el('select', { change: () => {
      const [fate, code] = this.fate.value.split(' ');
      change(code ? { fate, error_code: Number(code) } : { fate });
    } }, FATES.map(([fate, words]) => el('option', { value: fate }, words)));
    this.callFate = el('select', { change: () => change({ call_fate: this.callFate.value }) },
      CALL_FATES.map(([fate, words]) => el('option', { value: fate }, words)));
    this.element = el('details', { class: 'profile', keydown: (event) => event.key === 'Escape' && this.#close() },
      this.summary,
      el('div', { class: 'sheet' },
        el('div', { class: 'flags' }, this.flags.map((flag) => flag.label)),
        field('Texts to it', this.fate), field('Calls to it', this.callFate), field('Line', this.line), field('Carrier', this.carrier)));
    this.element.addEventListener('focusout', (event) => {
      if (event.relatedTarget && !this.element.contains(event.relatedTarget)) {
        this.element.open = false;
      }
    });
  }

  show(handset) {
    const [mood, words] = inWords(handset);
    this.summary.textContent = words;
    this.element.dataset.mood = mood;
    this.flags.forEach(({ name, box }) => (box.checked = handset[name]));
    choose(this.line, handset.line);
    choose(this.fate, fateOf(handset));
    choose(this.callFate, handset.call_fate);
    if (document.activeElement !== this.carrier) {
      this.carrier.value = handset.carrier;
    }
  }

  #close() {
    this.element.open = false;
    this.summary.focus();
  }
}
