// SPDX-License-Identifier: Apache-2.0

// The panel: what was sent and taken, and the levers of the world.

import { copyButton, day, el, field, pretty, rove, timeOfDay } from './elements.js';
import { callbacksTab, ledgerTab } from './records.js';
import { ask } from './world.js';

/** Runs the order; its refusal is shown in its own words. */
async function attempt(problem, order) {
  try {
    await order();
    problem.textContent = '';
    return true;
  } catch (failure) {
    problem.textContent = failure.message;
    return false;
  }
}

const problemLine = () => el('p', { class: 'problem', role: 'alert' });

/** "36h" or "1d 12h" as an ISO 8601 duration; what is not understood is left to the server. */
function duration(text) {
  const parts = [...text.toLowerCase().matchAll(/(\d+)\s*([dhms])/g)];
  if (text.trim().toUpperCase().startsWith('P') || parts.length === 0) {
    return text.trim();
  }
  const amount = Object.fromEntries(parts.map(([, n, unit]) => [unit, `${n}${unit.toUpperCase()}`]));
  const time = ['h', 'm', 's'].map((unit) => amount[unit] ?? '').join('');
  return `P${amount.d ?? ''}${time && `T${time}`}`;
}

function clockTab(world) {
  const problem = problemLine();
  const set = (order) => attempt(problem, () => ask('POST', 'clock', order));
  const date = el('span', { class: 'date' });
  const time = el('span', { class: 'time' });
  const pace = el('p', { class: 'muted' });
  const speeds = [[0, 'Stand still'], [1, 'Real time'], [60, '60 ×'], [3600, '3600 ×']].map(([speed, words]) =>
    el('button', { type: 'button', 'data-speed': speed, click: () => set({ speed }) }, words));
  const advances = [['PT1M', '+1 min'], ['PT1H', '+1 h'], ['P1D', '+1 day'], ['PT36H', '+36 h']].map(([advance, words]) =>
    el('button', { type: 'button', click: () => set({ advance }) }, words));
  const free = el('input', { placeholder: '90 min, 2d 12h or PT36H', name: 'advance', autocomplete: 'off', required: true });
  const form = el('form', { class: 'line', submit: async (event) => {
    event.preventDefault();
    if (await set({ advance: duration(free.value) })) {
      free.value = '';
    }
  } }, field('Advance by', free), el('button', { class: 'primary' }, 'Advance'));
  const tick = () => {
    const now = world.now();
    date.textContent = day(now);
    time.textContent = timeOfDay(now, true);
  };
  setInterval(tick, 250);
  return {
    element: el('div', { class: 'clock' },
      el('p', { class: 'readout' }, time, date), pace,
      el('h3', null, 'Speed'), el('div', { class: 'buttons', role: 'group', 'aria-label': 'Speed' }, speeds),
      el('h3', null, 'Move forward'), el('div', { class: 'buttons', role: 'group', 'aria-label': 'Move forward' }, advances),
      form, problem),
    topics: ['clock'],
    update() {
      const { speed } = world.clock;
      pace.textContent = speed === 0 ? 'The clock stands still: nothing happens until it is moved.'
        : speed === 1 ? 'The clock goes as fast as the machine’s.' : `One second here is ${speed} seconds there.`;
      speeds.forEach((button) => button.setAttribute('aria-pressed', Number(button.dataset.speed) === speed));
      tick();
    },
  };
}

/** Only what was filled in: the server has defaults for the rest. */
function ruleOf(form) {
  const values = new FormData(form);
  const rule = { fault: values.get('fault') };
  const put = (name, value) => value !== '' && value !== null && (rule[name] = value);
  const number = (name) => (values.get(name) === '' ? '' : Number(values.get(name)));
  put('method', values.get('method'));
  put('path', values.get('path'));
  put('status', number('status'));
  if (values.get('delay')) {
    rule.delay = `PT${values.get('delay')}S`;
  }
  if (values.get('often') === 'some' && values.get('amount')) {
    rule.probability = number('amount') / 100;
  } else if (values.get('often') === 'next' && values.get('amount')) {
    rule.count = number('amount');
  }
  return rule;
}

const FOREVER = 2 ** 31 - 1;

function bare({ struck, count, method, path, code, ...rule }) {
  return {
    ...rule,
    ...(method === '*' ? {} : { method }),
    ...(path ? { path } : {}),
    ...(count === FOREVER ? {} : { count }),
    ...(code ? { code } : {}),
  };
}

function faultsTab(world) {
  const problem = problemLine();
  const kinds = el('select', { name: 'fault' });
  const amount = el('input', { name: 'amount', type: 'number', min: '1', step: 'any', disabled: true });
  const amountField = field('Amount', amount);
  const often = el('select', { name: 'often', change: () => {
    amount.disabled = often.value === 'always';
    amount.required = !amount.disabled;
    amount.value = { always: '', some: '10', next: '1' }[often.value];
    amountField.firstChild.textContent = often.value === 'some' ? 'Per cent' : often.value === 'next' ? 'Times' : 'Amount';
  } }, el('option', { value: 'always' }, 'Always'), el('option', { value: 'some' }, 'Some, at random'), el('option', { value: 'next' }, 'The next ones'));
  const rules = el('ul', { class: 'rules' });
  const none = el('p', { class: 'empty' }, 'Nothing is ordered to go wrong.');
  const plan = (list) => attempt(problem, () => ask('PUT', 'faults', { seed: world.faults.seed, rules: list }));
  const clear = el('button', { type: 'button', class: 'quiet', click: () => attempt(problem, () => ask('DELETE', 'faults')) }, 'Call all off');
  const form = el('form', { class: 'order', submit: (event) => {
    event.preventDefault();
    plan([...world.faults.rules.map(bare), ruleOf(form)]);
  } },
  field('What goes wrong', kinds, { class: 'field wide' }),
  field('Method', el('select', { name: 'method' }, ['', 'GET', 'POST', 'DELETE'].map((m) => el('option', { value: m }, m || 'Any')))),
  field('Path', el('input', { name: 'path', placeholder: '/Messages.json, or any', autocomplete: 'off' })),
  field('How often', often), amountField,
  field('Delay in seconds', el('input', { name: 'delay', type: 'number', min: '0', step: 'any', placeholder: 'as usual' })),
  field('Status', el('input', { name: 'status', type: 'number', min: '400', max: '599', placeholder: '503' })),
  el('button', { class: 'primary wide' }, 'Order it'));
  const words = (name) => name.replace('callback_', '').replaceAll('_', ' ');
  const rule = (r, index) => el('li', null,
    el('div', { class: 'what' }, el('strong', null, r.fault.replaceAll('_', ' ')),
      el('span', { class: 'about' }, [
        [r.method === '*' ? '' : r.method, r.path].filter(Boolean).join(' ') || 'everywhere',
        r.probability < 1 ? `${+(r.probability * 100).toFixed(2)} %` : null,
        r.count < FOREVER ? `the next ${r.count}` : null,
        r.probability === 1 && r.count === FOREVER ? 'always' : null].filter(Boolean).join(' · '))),
    el('span', { class: 'badge' }, `struck ${r.struck} ×`),
    el('button', { type: 'button', class: 'quiet', 'aria-label': `Call off ${r.fault}`,
      click: () => plan(world.faults.rules.filter((_, i) => i !== index).map(bare)) }, 'Call off'));
  return {
    element: el('div', null, none, rules, clear, el('h3', null, 'Order a fault'), form, problem),
    topics: ['faults'],
    update() {
      const { rules: inForce, kinds: known } = world.faults;
      if (kinds.options.length !== known.length) {
        const group = (label, ofCallbacks) => el('optgroup', { label },
          known.filter((k) => k.of_callbacks === ofCallbacks).map((k) => el('option', { value: k.fault }, words(k.fault))));
        kinds.replaceChildren(group('Requests', false), group('Callbacks', true));
      }
      none.hidden = inForce.length > 0;
      clear.hidden = inForce.length === 0;
      rules.replaceChildren(...inForce.map(rule));
    },
  };
}

function connectionTab(world) {
  const list = el('dl', { class: 'pairs copies' });
  const example = el('code');
  const show = (name, value) => list.append(el('dt', null, name), el('dd', null, el('code', null, value), copyButton(() => value, name)));
  const problem = problemLine();
  ask('GET', 'connection').then((connection) => {
    show('Base URL', location.origin);
    show('Account SID', connection.account_sid);
    show('Auth token', connection.auth_token);
    show('API key', connection.api_key_sid);
    show('API key secret', connection.api_key_secret);
    show('Test account SID', connection.test_account_sid);
    show('Test auth token', connection.test_auth_token);
    example.textContent = `curl -u ${connection.account_sid}:${connection.auth_token} \\
  ${location.origin}/2010-04-01/Accounts/${connection.account_sid}/Messages.json \\
  --data-urlencode 'To=+14155550123' --data-urlencode 'From=${world.numbers[0]?.number ?? '+14155550100'}' \\
  --data-urlencode 'Body=Your table is ready'`;
  }).catch((failure) => (problem.textContent = failure.message));
  const numbers = el('ul', { class: 'numbers' });
  const reset = el('button', { type: 'button', click: () => confirm('Forget every message, phone and setting?')
    && attempt(problem, () => ask('POST', 'reset')) }, 'Back to the beginning');
  return {
    element: el('div', null, list,
      el('section', { class: 'base-string' }, el('header', null, el('h3', null, 'Send a text'), copyButton(() => example.textContent, 'the command')), example),
      el('h3', null, 'The account’s numbers'), numbers, reset, problem),
    topics: ['numbers'],
    update() {
      numbers.replaceChildren(...world.numbers.map((number) => el('li', null,
        el('strong', null, pretty(number.number)), el('span', { class: 'about' }, number.sms_url || 'no SmsUrl'))));
    },
  };
}

/** Builds the panel and keeps the tab that is open up to date. */
export function panel(world) {
  const tabs = [
    ['Callbacks', callbacksTab(world)], ['Ledger', ledgerTab(world)], ['Faults', faultsTab(world)],
    ['Clock', clockTab(world)], ['Connection', connectionTab(world)],
  ];
  const tablist = el('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Panel' });
  const content = el('div', { class: 'tab-panels' });
  let open = null;
  const choose = (name) => {
    open = name;
    tabs.forEach(([other, tab], index) => {
      const chosen = other === name;
      tablist.children[index].setAttribute('aria-selected', chosen);
      tablist.children[index].tabIndex = chosen ? 0 : -1;
      content.children[index].hidden = !chosen;
      if (chosen) {
        tab.update();
      }
    });
  };
  tabs.forEach(([name, tab]) => {
    const id = `tab-${name.toLowerCase()}`;
    tablist.append(el('button', { type: 'button', role: 'tab', id, 'aria-controls': `${id}-panel`, click: () => choose(name) }, name));
    content.append(el('div', { role: 'tabpanel', id: `${id}-panel`, 'aria-labelledby': id, class: name.toLowerCase(), tabindex: '0' }, tab.element));
    tab.topics.forEach((topic) => world.on(topic, () => open === name && tab.update()));
  });
  rove(tablist);
  choose('Callbacks');
  return { element: el('aside', { class: 'panel', id: 'panel', 'aria-label': 'Panel' }, tablist, content), choose };
}
