import { describe, expect, it } from "vitest";
import * as advisorQueries from "@/db/queries/advisors";
import * as agendaQueries from "@/db/queries/agenda";
import * as agentVersionQueries from "@/db/queries/agent-versions";
import * as agentQueries from "@/db/queries/agents";
import * as analysisQueries from "@/db/queries/analyses";
import * as analyticsQueries from "@/db/queries/analytics";
import * as appointmentQueries from "@/db/queries/appointments";
import * as apiKeyQueries from "@/db/queries/api-keys";
import * as attentionQueries from "@/db/queries/attention";
import * as calendarFeedQueries from "@/db/queries/calendar-feeds";
import * as callEventQueries from "@/db/queries/call-events";
import * as callRecordQueries from "@/db/queries/call-records";
import * as callQueries from "@/db/queries/calls";
import * as consentQueries from "@/db/queries/consents";
import * as importQueries from "@/db/queries/contact-imports";
import * as contactListQueries from "@/db/queries/contact-list";
import * as contactRemovalQueries from "@/db/queries/contact-removal";
import * as contactQueries from "@/db/queries/contacts";
import * as importedContactQueries from "@/db/queries/imported-contacts";
import * as recordingQueries from "@/db/queries/recordings";
import * as replyQueries from "@/db/queries/replies";
import * as holdTrackQueries from "@/db/queries/hold-tracks";
import * as healthQueries from "@/db/queries/health";
import * as lineQueries from "@/db/queries/line";
import * as messageQueries from "@/db/queries/messages";
import * as wordQueries from "@/db/queries/message-words";
import * as modelUseQueries from "@/db/queries/model-uses";
import * as noticeQueries from "@/db/queries/notices";
import * as recordingFetchQueries from "@/db/queries/recording-fetches";
import * as outboundQueries from "@/db/queries/outbound-calls";
import * as outgoingQueries from "@/db/queries/outgoing";
import * as sentenceQueries from "@/db/queries/sentences";
import * as speechQueries from "@/db/queries/speech";
import * as teamQueries from "@/db/queries/team";
import * as transferQueries from "@/db/queries/transfers";
import * as toolUseQueries from "@/db/queries/tool-uses";
import * as removalQueries from "@/db/queries/vendor-removals";
import * as vendorSetupQueries from "@/db/queries/vendor-setup";
import * as webhookQueries from "@/db/queries/webhooks";
import { meetStranger, everythingOfOurs, type Attempt } from "./stranger";
import { ADVISORS_ATTEMPTS } from "./stranger-advisors";
import { AGENDA_ATTEMPTS } from "./stranger-agenda";
import { ANALYSES_ATTEMPTS } from "./stranger-analyses";
import { CONTACTS_ATTEMPTS } from "./stranger-contacts";
import { CALLS_ATTEMPTS } from "./stranger-calls";
import { HOUSE_ATTEMPTS } from "./stranger-house";
import { NOTICES_ATTEMPTS } from "./stranger-notices";
import { REPLIES_ATTEMPTS } from "./stranger-replies";
import { TRANSFERS_ATTEMPTS } from "./stranger-transfers";
import { VOICE_ATTEMPTS } from "./stranger-voice";
import { VOICEMAIL_ATTEMPTS } from "./stranger-voicemail";

meetStranger();

/** One line for every query of a scope, asked by a stranger with our ids. A new query must be added to its room. */
const ATTEMPTS: Record<string, Attempt> = {
  ...ADVISORS_ATTEMPTS,
  ...AGENDA_ATTEMPTS,
  ...ANALYSES_ATTEMPTS,
  ...CALLS_ATTEMPTS,
  ...CONTACTS_ATTEMPTS,
  ...HOUSE_ATTEMPTS,
  ...NOTICES_ATTEMPTS,
  ...REPLIES_ATTEMPTS,
  ...TRANSFERS_ATTEMPTS,
  ...VOICE_ATTEMPTS,
  ...VOICEMAIL_ATTEMPTS,
};

const EXPORTS = {
  ...advisorQueries,
  ...consentQueries,
  ...contactListQueries,
  ...contactQueries,
  ...contactRemovalQueries,
  ...messageQueries,
  ...wordQueries,
  ...modelUseQueries,
  ...noticeQueries,
  ...recordingFetchQueries,
  ...removalQueries,
  ...callEventQueries,
  ...outgoingQueries,
  ...outboundQueries,
  ...agendaQueries,
  ...agentQueries,
  ...appointmentQueries,
  ...toolUseQueries,
  ...transferQueries,
  ...agentVersionQueries,
  ...vendorSetupQueries,
  ...analysisQueries,
  ...analyticsQueries,
  ...apiKeyQueries,
  ...calendarFeedQueries,
  ...callRecordQueries,
  ...attentionQueries,
  ...callQueries,
  ...importQueries,
  ...importedContactQueries,
  ...healthQueries,
  ...lineQueries,
  ...recordingQueries,
  ...replyQueries,
  ...speechQueries,
  ...sentenceQueries,
  ...holdTrackQueries,
  ...teamQueries,
  ...webhookQueries,
};
const SCOPED = Object.entries(EXPORTS)
  .filter(([, exported]) => typeof exported === "function" && !(exported.prototype instanceof Error))
  .map(([name]) => name);

describe("a query asked by a stranger with our ids", () => {
  it("is listed here for every query there is", () => {
    expect(Object.keys(ATTEMPTS).sort()).toEqual(SCOPED.sort());
  });

  it.each(Object.keys(ATTEMPTS))("%s finds nothing and changes nothing of ours", async (name) => {
    const attempt = ATTEMPTS[name];
    if (!attempt) throw new Error(`${name} is not listed`);
    const before = await everythingOfOurs();
    const answer = await attempt[0]();
    expect(attempt[1](answer), JSON.stringify(answer)).toBe(true);
    expect(await everythingOfOurs()).toEqual(before);
  });
});
