// Everybody at work, each at a person's pace, until told to stop.
import { setTimeout as sleep } from 'node:timers/promises';
import { Respondent } from './people.mjs';
import { randomFrom } from './random.mjs';

const MOST_RESPONDENTS = 14;
/** On average. Saves of one assessment stay below what an organisation allows in a minute. */
const PAUSE_MS = { respondent: 260, procurement: 700 };

export class Load {
  #working = [];
  #stopped = false;
  #people = 0;
  /** @type {Respondent[]} */
  respondents = [];

  constructor({ staff, sink, port, journal, seed }) {
    Object.assign(this, { staff, sink, port, journal, seed });
  }

  begin() {
    for (const procurement of this.staff) {
      this.#keepWorking(() => this.#bringInAndAsk(procurement), PAUSE_MS.procurement);
    }
  }

  /** Resolves once nobody waits for an answer any more. */
  async stop() {
    this.#stopped = true;
    await Promise.all(this.#working);
  }

  /** Each person's own, so that what one does depends on nobody else's pace. */
  #random() {
    return randomFrom(this.seed + ++this.#people);
  }

  async #bringInAndAsk(procurement) {
    await procurement.bringIn();
    await procurement.look();
    if (this.respondents.length >= MOST_RESPONDENTS) return;
    const sent = procurement.sent.shift();
    if (sent === undefined) return;
    const { sink, port, journal } = this;
    const arrived = await Respondent.arrive({ sent, sink, port, journal, random: this.#random() });
    if (arrived === null) return;
    this.respondents.push(arrived);
    this.#keepWorking(() => arrived.act(), PAUSE_MS.respondent);
  }

  #keepWorking(act, pause) {
    const random = this.#random();
    const work = async () => {
      while (!this.#stopped) {
        await act();
        await sleep(pause * (0.5 + random()));
      }
    };
    const working = work();
    working.catch(() => {}); // told by `stop`
    this.#working.push(working);
  }
}
