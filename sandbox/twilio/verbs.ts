/** All verbs that a call can run, and what a trial account hears instead of some: twilio.md §3.7, §4. */
import type { Rooms } from "./rooms";
import { passOver, sayInTwilioVoice, type Verb, type Verbs } from "./run-call";
import { connect, start } from "./verbs-connect";
import { createDial } from "./verbs-dial";
import { gather } from "./verbs-gather";
import { record } from "./verbs-record";
import { hangup, pause, playSound, redirect, reject, say } from "./verbs-sound";
import type { Element } from "./xml";

export function createVerbs(rooms: Rooms): Verbs {
  return {
    table: {
      Say: say,
      Play: playSound,
      Pause: pause,
      Gather: gather,
      Record: exceptOnTrial(record),
      Connect: exceptOnTrial(connect),
      Start: exceptOnTrial(start),
      Dial: exceptOnTrial(createDial(rooms)),
      Redirect: redirect,
      Reject: reject,
      Hangup: hangup,
      Pay: exceptOnTrial(passOver),
      Refer: exceptOnTrial(passOver),
    },
    forbiddenCode: undefined,
  };
}

function exceptOnTrial(verb: Verb): Verb {
  return async (context, element) => {
    const blocked = context.leg.account.type === "Trial" ? blockedIn(element) : undefined;
    if (blocked === undefined) return verb(context, element);
    await sayInTwilioVoice(context, `The verb ${blocked} is not available on trial accounts.`);
    return "next";
  };
}

function blockedIn(element: Element): string | undefined {
  const [noun] = element.children;
  if (element.name === "Dial" && (noun?.name === "Conference" || noun?.name === "Queue")) return undefined;
  if (element.name === "Start" && noun?.name === "Transcription") return undefined;
  return noun ? `${element.name} ${noun.name}` : element.name;
}
