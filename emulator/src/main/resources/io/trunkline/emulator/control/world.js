// SPDX-License-Identifier: Apache-2.0

// What the page knows of the emulator's world, kept true by its events.

const SURFACE = '/_emulator/';
const MOST_RECORDS = 200;
const MOST_PHONES = 12;
const RETRY_MILLIS = 1000;
const EVENTS = [
  'resync', 'reset', 'message', 'call', 'arrival', 'handset', 'callback', 'ledger', 'faults', 'clock', 'numbers',
];

/** Asks the control surface; throws an Error with its own words when it refuses. */
export async function ask(method, path, body) {
  const response = await fetch(SURFACE + path, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (response.status === 204) {
    return null;
  }
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(answer.problem ?? answer.message ?? `Status ${response.status}`);
  }
  return answer;
}

/** The number of an address: what follows the channel, if it names one. */
export const numberOf = (address) => address.slice(address.indexOf(':') + 1);

const phoneOf = (message) =>
  numberOf(message.direction === 'inbound' ? message.from : message.to);

/** With whom the phone speaks in this message; empty while no sender has been chosen for it. */
export const partnerOf = (message) =>
  (message.direction === 'inbound' ? message.to : message.from) ?? '';

export class World {
  /** Whether events come in; null until the first attempt has ended. */
  live = null;
  phones = new Map();
  /** Numbers that were heard of, but have no place on the page unless somebody asks for them. */
  others = new Set();
  numbers = [];
  callbacks = [];
  ledger = { count: 0, distinct: 0, entries: [] };
  faults = { rules: [], kinds: [] };
  clock = { now: Date.now(), speed: 1, read: performance.now() };
  #listeners = new Map();
  #changed = new Set();
  #source = null;
  #waiting = null;
  #reading = 0;

  /**
   * Calls the listener after changes of the topic, at most once for each frame on the screen. The
   * topic "phone" comes with the number of the phone.
   */
  on(topic, listener) {
    this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), listener]);
  }

  /** Lets the world be watched for as long as the page can be seen. */
  start() {
    const follow = () => (document.visibilityState === 'visible' ? this.#open() : this.#close());
    document.addEventListener('visibilitychange', follow);
    follow();
  }

  /** The time of this world now, in milliseconds. */
  now() {
    return this.clock.now + (performance.now() - this.clock.read) * this.clock.speed;
  }

  /** Gives the number a phone on the page, as asked for by a person. */
  async add(number) {
    const handset = await ask('GET', `handsets/${encodeURIComponent(number)}`);
    const phone = this.#place(handset.number);
    this.#describe(phone, handset);
    await this.#load(phone);
    return phone;
  }

  /** Takes the phone off the page; the world still has it. */
  putAway(number) {
    this.phones.delete(number);
    this.others.add(number);
    this.#tell('phones');
  }

  #open() {
    if (this.#source) {
      return;
    }
    const source = new EventSource(`${SURFACE}events`);
    this.#source = source;
    source.addEventListener('error', () => this.#lose(source));
    for (const name of EVENTS) {
      source.addEventListener(name, (event) => this.#take(name, JSON.parse(event.data)));
    }
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }

  /** The browser tries again by itself, except after an answer that it does not understand. */
  #lose(source) {
    this.#setLive(false);
    if (source === this.#source && source.readyState === EventSource.CLOSED) {
      this.#close();
      setTimeout(() => document.visibilityState === 'visible' && this.#open(), RETRY_MILLIS);
    }
  }

  #setLive(live) {
    if (this.live !== live) {
      this.live = live;
      this.#tell('live');
    }
  }

  #take(name, data) {
    if (name === 'resync' || name === 'reset') {
      this.#readAll(name === 'reset');
    } else if (this.#waiting) {
      this.#waiting.push([name, data]);
    } else {
      this.#apply(name, data);
    }
  }

  /** Reads everything anew; what happens meanwhile waits and is applied on top of it. */
  async #readAll(fromTheBeginning) {
    const reading = ++this.#reading;
    this.#waiting = [];
    try {
      const [handsets, messages, numbers, callbacks, ledger, faults, clock] = await Promise.all(
        [
          `handsets?limit=${MOST_PHONES}`,
          'messages',
          'numbers',
          `callbacks?limit=${MOST_RECORDS}`,
          `ledger?limit=${MOST_RECORDS}`,
          'faults',
          'clock',
        ].map((path) => ask('GET', path)));
      if (reading !== this.#reading) {
        return;
      }
      if (fromTheBeginning) {
        this.phones.clear();
        this.others.clear();
      }
      this.phones.forEach((phone) => {
        phone.messages.clear();
        phone.held.clear();
        phone.call = null;
      });
      messages.messages.forEach((message) => this.#meet(phoneOf(message)));
      handsets.handsets.forEach((handset) => this.#meet(handset.number));
      this.numbers = numbers.numbers;
      this.callbacks = callbacks.callbacks;
      this.ledger = ledger;
      this.faults = faults;
      this.#setClock(clock);
      await Promise.all([...this.phones.values()].map((phone) => this.#load(phone)));
    } catch (failure) {
      console.warn('The world could not be read', failure);
      if (reading === this.#reading) {
        this.#setLive(false);
        setTimeout(() => reading === this.#reading && this.#readAll(fromTheBeginning), RETRY_MILLIS);
      }
      return;
    }
    if (reading === this.#reading) {
      const waiting = this.#waiting;
      this.#waiting = null;
      waiting.forEach(([name, data]) => this.#apply(name, data));
      this.#setLive(true);
      ['phones', 'numbers', 'callbacks', 'ledger', 'faults'].forEach((topic) => this.#tell(topic));
    }
  }

  #apply(name, data) {
    switch (name) {
      case 'message': {
        const phone = this.#meet(phoneOf(data));
        if (phone) {
          this.#merge(phone, data);
        }
        break;
      }
      case 'call': {
        const phone = this.#meet(data.to);
        if (phone) {
          this.#hear(phone, data);
        }
        break;
      }
      case 'arrival': {
        const phone = this.phones.get(data.number);
        if (phone) {
          phone.held.add(data.message_sid);
          this.#tell(`phone ${data.number}`);
        }
        break;
      }
      case 'handset': {
        const phone = this.#meet(data.number);
        if (phone) {
          this.#describe(phone, data);
        }
        break;
      }
      case 'callback':
        this.callbacks = [...this.callbacks.slice(1 - MOST_RECORDS), data];
        this.#tell('callbacks');
        break;
      case 'ledger':
        this.ledger.count++;
        this.ledger.entries = [...this.ledger.entries.slice(1 - MOST_RECORDS), data];
        this.#tell('ledger');
        break;
      case 'faults':
        this.faults = { ...this.faults, ...data };
        this.#tell('faults');
        break;
      case 'clock':
        this.#setClock(data);
        break;
      case 'numbers':
        this.numbers = data.numbers;
        this.#tell('numbers');
        break;
    }
  }

  /** The number's phone on the page, which it gets while there is room; else null. */
  #meet(number) {
    const known = this.phones.get(number);
    if (known || this.phones.size < MOST_PHONES && !this.others.has(number)) {
      return known ?? this.#place(number);
    }
    this.others.add(number);
    return null;
  }

  #place(number) {
    const known = this.phones.get(number);
    if (known) {
      return known;
    }
    const phone = { number, handset: null, messages: new Map(), held: new Set(), call: null };
    this.phones.set(number, phone);
    this.others.delete(number);
    this.#tell('phones');
    return phone;
  }

  async #load(phone) {
    const path = encodeURIComponent(phone.number);
    const [handset, about] = await Promise.all([
      ask('GET', `handsets/${path}`),
      ask('GET', `messages?number=${path}`),
    ]);
    this.#describe(phone, handset);
    handset.calls.forEach((call) => this.#hear(phone, call));
    about.held.forEach((sid) => phone.held.add(sid));
    about.messages.forEach((message) => this.#merge(phone, message));
  }

  #describe(phone, handset) {
    phone.handset = handset;
    if (handset.blocked_senders.some((sender) => sender.startsWith('MG'))) {
      this.#readNumbers();
    }
    this.#tell(`phone ${phone.number}`);
  }

  /** The latest call to the phone; of two states of one call, the one in which more was heard. */
  #hear(phone, call) {
    const known = phone.call;
    const isOlder = known && (known.sequence > call.sequence || known.sid === call.sid
      && (Date.parse(known.updated) > Date.parse(call.updated) || known.heard.length > call.heard.length));
    if (!isOlder) {
      phone.call = call;
      this.#tell(`phone ${phone.number}`);
    }
  }

  /**
   * Events and answers may overtake each other: the younger state stays, and the messages stand in
   * the order in which they were made. News of one that had to make room is not heard.
   */
  #merge(phone, message) {
    const known = phone.messages.get(message.sid);
    if (known && Date.parse(known.updated) > Date.parse(message.updated)) {
      return;
    }
    const inOrder = [...phone.messages.values()];
    if (!known && inOrder.length === MOST_RECORDS && message.sequence < inOrder[0].sequence) {
      return;
    }
    phone.messages.set(message.sid, message);
    if (!known && inOrder.length > 0 && message.sequence < inOrder.at(-1).sequence) {
      inOrder.push(message);
      inOrder.sort((one, other) => one.sequence - other.sequence);
      phone.messages = new Map(inOrder.map((each) => [each.sid, each]));
    }
    if (phone.messages.size > MOST_RECORDS) {
      phone.messages.delete(inOrder[0].sid);
      phone.held.delete(inOrder[0].sid);
    }
    this.#tell(`phone ${phone.number}`);
  }

  /** Which senders are in the pool of a service is told only when asked. */
  async #readNumbers() {
    this.numbers = (await ask('GET', 'numbers')).numbers;
    this.#tell('numbers');
  }

  /** Whether the phone's owner told the sender, or its service, to stop. */
  isBlocked(phone, sender) {
    const service = this.numbers.find(({ number }) => number === sender)?.service_sid;
    return phone.handset?.blocked_senders.some((blocked) => blocked === sender || blocked === service) ?? false;
  }

  #setClock(clock) {
    this.clock = { now: Date.parse(clock.now), speed: clock.speed, read: performance.now() };
    this.#tell('clock');
  }

  #tell(topic) {
    if (this.#changed.size === 0) {
      requestAnimationFrame(() => {
        const topics = [...this.#changed];
        this.#changed.clear();
        for (const told of topics) {
          const [name, detail] = told.split(' ');
          this.#listeners.get(name)?.forEach((listener) => listener(detail));
        }
      });
    }
    this.#changed.add(topic);
  }
}
