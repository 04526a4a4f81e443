/** Groups of addresses, in the order in which a reader wants them. The first that matches a path is its group. */
interface Group {
  name: string;
  description: string;
  paths: RegExp;
  /** Who may come in at addresses without a role; absent: anybody. */
  securityScheme?: "twilioSignature" | "elevenLabsSignature" | "callbackKey";
}

export const GROUPS: readonly Group[] = [
  {
    name: "Documented addresses",
    description: "The addresses of the systems that this one replaces, with their names and casing.",
    paths: /^\/phone-assignment\/|^\/api\/elevenlabs\/(?!post-call)|^\/voice-calls(\/\{callId\})?$/,
  },
  {
    name: "Calls",
    description: "Calls in both directions, what was said in them and what came of it.",
    paths: /^\/api\/(calls|recordings|live|attention)\b/,
  },
  {
    name: "Contacts",
    description: "Patients, clients and leads, what they agreed to, and who must not be called.",
    paths: /^\/api\/(contacts|imports)\b/,
  },
  {
    name: "Agenda",
    description:
      "Appointments, who sees people, what can be booked, closures, and calendars that read all of it.",
    paths: /^\/(api\/(appointments|staff|services|closures|calendar-feeds)\b|calendar\/)/,
  },
  {
    name: "Messages",
    description: "What callers left for a person, and by when somebody should call back.",
    paths: /^\/api\/(messages|notices)\b/,
  },
  {
    name: "Agents",
    description: "Who speaks, with which voice, and what.",
    paths: /^\/api\/(agents|voices)\b/,
  },
  { name: "Numbers", description: "Telephone numbers and who answers them.", paths: /^\/api\/numbers\b/ },
  {
    name: "Analytics",
    description: "What the telephone brought, and what it cost.",
    paths: /^\/api\/analytics\b/,
  },
  {
    name: "Business",
    description: "The business, its accounts at the vendors, and whether its line works.",
    paths: /^\/api\/(tenant|accounts|health|line|onboarding)\b/,
  },
  {
    name: "Outgoing webhooks",
    description:
      "Addresses of the business's own systems, and what they were told. Signed by the Standard Webhooks specification. An event may arrive more than once (`webhook-id` says so) and out of order (the thing's own `revision` or `updatedAt` says so).",
    paths: /^\/api\/webhook-(endpoints|deliveries)\b/,
  },
  {
    name: "Team and keys",
    description: "People, invitations and API keys.",
    paths: /^\/api\/(team|keys|invitations)\b/,
  },
  { name: "Session", description: "The person at the browser.", paths: /^\/api\/(session|sign-up)\b/ },
  {
    name: "Called by ElevenLabs (post-call)",
    description: "Signed with the workspace's webhook secret.",
    paths: /^\/api\/(webhooks\/elevenlabs|elevenlabs\/post-call)$/,
    securityScheme: "elevenLabsSignature",
  },
  {
    name: "Called by ElevenLabs (callbacks)",
    description: "Questions during a call, proved by the callback key that was left with ElevenLabs.",
    paths: /^\/(webhooks\/elevenlabs|api\/tools)\//,
    securityScheme: "callbackKey",
  },
  {
    name: "Called by Twilio",
    description: "Signed with the account's auth token; answered in TwiML or plain text.",
    paths: /^\/(voice\/(?!sentence)|webhooks?\/|voice-calls\/webhook\/(?!.*\{name\}))/,
    securityScheme: "twilioSignature",
  },
  { name: "House", description: "For monitors, and for the audio that Twilio fetches.", paths: /^\// },
];

export function groupOf(path: string): Group {
  const group = GROUPS.find(({ paths }) => paths.test(path));
  if (!group) throw new Error(`${path} belongs to no group`);
  return group;
}
