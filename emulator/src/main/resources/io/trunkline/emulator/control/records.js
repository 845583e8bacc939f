// SPDX-License-Identifier: Apache-2.0

// The records: callbacks that were sent, and the ledger of messages that were taken.

import { copyButton, el, pretty, timeOfDay } from './elements.js';

const KINDS = {
  status: 'Status', inbound: 'Incoming text', fallback: 'Fallback', redirect: 'Redirect', call: 'Answered call', call_status: 'Call status',
};
const OUTBOUND = new Set(['status', 'call', 'call_status']);

/** Keeps a list in step with records that are only ever added; the youngest stands first. */
class Records {
  #rows = new Map();

  constructor(list, row) {
    this.list = list;
    this.row = row;
  }

  show(records) {
    const stays = new Set(records);
    for (const [record, row] of this.#rows) {
      if (!stays.has(record)) {
        row.remove();
        this.#rows.delete(record);
      }
    }
    for (const record of records) {
      if (!this.#rows.has(record)) {
        const row = this.row(record);
        this.#rows.set(record, row);
        this.list.prepend(row);
      }
    }
  }
}

function section(title, ...content) {
  return el('section', null, el('h4', null, title), ...content);
}

function pairs(entries) {
  return el('dl', { class: 'pairs' }, entries.map(([name, value]) => [el('dt', null, name), el('dd', null, value)]));
}

function signed(callback) {
  if (!callback.signature) {
    return [];
  }
  return [
    el('section', { class: 'base-string' },
      el('header', null, el('h4', null, 'Signature base string'), copyButton(() => callback.base_string, 'the base string')),
      el('code', null, callback.base_string)),
    section('Signature', el('code', null, callback.signature)),
  ];
}

function seconds(duration) {
  const [, minutes, rest] = /^PT(?:(\d+)M)?(?:([\d.]+)S)?/.exec(duration) ?? [];
  const millis = (Number(minutes ?? 0) * 60 + Number(rest ?? 0)) * 1000;
  return millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;
}

function outcome(callback) {
  if (callback.attempts === 0) {
    return ['bad', callback.error_code ? String(callback.error_code) : 'kept back'];
  }
  if (callback.status === 0) {
    return ['bad', String(callback.error_code ?? 'no answer')];
  }
  return [callback.status < 300 ? 'good' : 'bad', String(callback.status)];
}

function details(callback) {
  const headers = Object.entries(callback.headers);
  const answer = callback.status === 0
    ? callback.detail || 'None'
    : `${callback.status} after ${seconds(callback.duration)}${callback.attempts > 1 ? `, attempt ${callback.attempts}` : ''}`;
  return [
    section('Request', el('code', null, `${callback.method} ${callback.url}`)),
    section('Answer', el('p', null, answer), callback.answer ? el('code', null, callback.answer) : null),
    ...signed(callback),
    section('Parameters', pairs(callback.parameters.map(({ name, value }) => [name, value]))),
    ...(headers.length > 0 ? [section('Headers', pairs(headers))] : []),
  ];
}

function callbackRow(callback) {
  const [mood, words] = outcome(callback);
  const value = (wanted) => callback.parameters.find(({ name }) => name === wanted)?.value;
  const status = value('MessageStatus') ?? (callback.kind === 'call_status' ? value('CallStatus') : undefined);
  const outbound = OUTBOUND.has(callback.kind);
  const about = value(outbound ? 'To' : 'From');
  const row = el('details', { class: 'record', 'data-sid': callback.message_sid },
    el('summary', null,
      el('time', { datetime: callback.at }, timeOfDay(callback.at, true)),
      el('span', { class: 'what' }, el('strong', null, status ?? KINDS[callback.kind] ?? callback.kind),
        el('span', { class: 'about' }, `${outbound ? 'to' : 'from'} ${pretty(about ?? '')}`)),
      callback.fault ? el('span', { class: 'badge warn' }, callback.fault) : null,
      el('span', { class: `badge ${mood}` }, words)));
  row.addEventListener('toggle', () => row.append(...details(callback)), { once: true });
  return row;
}

export function callbacksTab(world) {
  const list = el('div', { class: 'records' });
  const records = new Records(list, callbackRow);
  const empty = el('p', { class: 'empty' },
    'Nothing has been sent yet. Give a message a StatusCallback, or a number an SmsUrl, and text it.');
  const element = el('div', null, empty, list);
  return {
    element,
    topics: ['callbacks'],
    update() {
      empty.hidden = world.callbacks.length > 0;
      records.show(world.callbacks);
    },
  };
}

function ledgerRow(entry) {
  return el('div', { class: 'record entry', 'data-text': `${entry.to}\n${entry.body}` },
    el('time', { datetime: entry.at }, timeOfDay(entry.at, true)),
    el('div', { class: 'what' },
      el('strong', null, pretty(entry.to)), el('span', { class: 'about' }, `from ${pretty(entry.from ?? '')}`),
      el('p', null, entry.body),
      el('code', null, entry.sid)),
    el('span', { class: 'badge bad', hidden: true }));
}

export function ledgerTab(world) {
  const list = el('div', { class: 'records' });
  const records = new Records(list, ledgerRow);
  const summary = el('p', { class: 'summary' });
  const element = el('div', null, summary, list);
  return {
    element,
    topics: ['ledger'],
    update() {
      const { count, entries } = world.ledger;
      summary.textContent = count === 0
        ? 'Every message that the API takes is entered here, whatever becomes of it: the witness against duplicates.'
        : `${count} ${count === 1 ? 'message' : 'messages'} taken${count > entries.length ? `, the latest ${entries.length} below` : ''}`;
      records.show(entries);
      const rows = Map.groupBy(list.children, (row) => row.dataset.text);
      for (const same of rows.values()) {
        same.forEach((row) => {
          row.lastElementChild.hidden = same.length === 1;
          row.lastElementChild.textContent = `taken ${same.length} times`;
        });
      }
    },
  };
}
