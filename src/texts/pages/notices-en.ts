/** Texts of messages, by mail and on pages, in English. */
import type { noticesFr } from "./notices-fr.ts";

export const noticesEn: Readonly<Record<keyof typeof noticesFr, string>> = {
  "notices.dwelling": "{place} ({rooms} rooms)",
  "notices.title.other": "News in contingent",
  "notices.text.other": "Something changed that concerns you. The page says what.",

  // Landlord
  "notices.title.designation-sent": "Candidates are designated to you: {vacancy}",
  "notices.text.designation-sent":
    "The reserver has designated candidates for the dwelling {vacancy}. Their files await you, with what it takes to examine them and to answer for each.",
  "notices.title.vacancy-given-back": "A dwelling is given back to you: {vacancy}",
  "notices.text.vacancy-given-back":
    "The reserver gives the dwelling {vacancy} back to you for this turn. It is yours to let.",
  "notices.title.vacancy-lost": "Time to designate is over: {vacancy}",
  "notices.text.vacancy-lost":
    "The time to designate has passed for the dwelling {vacancy}: the reserver has no right to it any more for this turn. It is yours to let.",
  "notices.title.candidate-released": "A candidate is no longer available: {vacancy}",
  "notices.text.candidate-released":
    "One of the candidates designated for the dwelling {vacancy} is no longer available. The page says which, and who comes next.",
  "notices.title.condition-lapsed": "A conditional award has ended: {vacancy}",
  "notices.text.condition-lapsed":
    "The awaited document did not come in the time that the commission had set for the dwelling {vacancy}: the conditional award has ended, and the next rank is called.",

  // Employer
  "notices.title.request-on-agenda": "A request will be considered by the committee",
  "notices.text.request-on-agenda":
    "Request {requestId} is proposed for a dwelling. The committee considers it with others on {heldOn}, and may choose another: this is not an award yet. Make sure by then that its facts and proofs are up to date.",
  "notices.title.request-designated": "A request is presented to a landlord",
  "notices.text.request-designated":
    "The committee chose request {requestId} for the dwelling {vacancy} and presented it to the landlord. It is the landlord who lets: its answer, then the offer, will be told to you here.",
  "notices.title.offer-made": "An offer awaits an answer",
  "notices.text.offer-made":
    "Request {requestId} receives an offer for the dwelling {vacancy}. The household answers until {endsOn} inclusive: without an answer the offer counts as refused.",
  "notices.title.answer-recorded": "The landlord has answered",
  "notices.text.answer-recorded":
    "For request {requestId} the landlord of the dwelling {vacancy} has answered: {answer}. The page says what follows.",
  "notices.answer-with-ground": "{answer} (ground: {ground})",
  "notices.title.candidate-released.hr": "A dwelling is no longer available",
  "notices.text.candidate-released.hr":
    "The dwelling {vacancy}, proposed for the request {requestId}, is no longer available. The request returns to the queue with its seniority.",
  "notices.title.condition-lapsed.hr": "A conditional award has ended",
  "notices.text.condition-lapsed.hr":
    "The awaited document did not come in time for the request {requestId}: the conditional award of the dwelling {vacancy} has ended. The request returns to the queue.",
  "notices.title.designated-overdue": "A designated request is past its validity",
  "notices.text.designated-overdue":
    "The request {requestId} is designated, but its validity ended on {validUntil}. Renew it, or withdraw it.",
  "notices.title.request-ended": "A request has ended",
  "notices.text.request-ended": "The request {requestId} has ended: {state}. The page says why.",
  "notices.title.clock-warned": "A time limit is near: {daysLeft} {daysLeft|day|days} left",
  "notices.text.clock-warned": "The time runs until {endsOn} for: {what}. Renew or complete it before that day.",

  "notices.title.requests-separated": "A request is distinct again",
  "notices.text.requests-separated":
    "The request {requestId} had been merged with another by mistake. It has its own life again, with its seniority.",

  // Secretary and committee
  "notices.title.import-with-duplicates": "An import awaits your word on {count} {count|likeness|likenesses}",
  "notices.text.import-with-duplicates":
    "{count} imported {count|request looks|requests look} like others that are there already. Say of each whether it is the same person. Nothing is merged without you.",
  "notices.title.clock-warned.secretary": "{daysLeft} {daysLeft|day|days} left: {what}",
  "notices.text.clock-warned.secretary":
    "{what}: the time runs until {endsOn}. After that day, what is not decided is lost.",
  "notices.title.answer-due": "{daysLeft} {daysLeft|day|days} left to answer: {vacancy}",
  "notices.text.answer-due":
    "Your answer for the candidates designated to dwelling {vacancy} is awaited until {endsOn}. The page shows who is still to be answered.",
  "notices.title.answer-overdue": "Answer awaited: {vacancy}",
  "notices.text.answer-overdue":
    "The time to answer the designation of dwelling {vacancy} ended on {endsOn}. The reserver is told; you can still answer.",
  "notices.title.offer-ending": "Offer without a reply, {daysLeft} {daysLeft|day|days} left: {vacancy}",
  "notices.text.offer-ending":
    "The candidate has until {endsOn} to reply to the offer of dwelling {vacancy}. After that day silence is a refusal and the next rank receives the offer.",
  "notices.title.offer-ending.hr": "An offer awaits a reply: {daysLeft} {daysLeft|day|days} left",
  "notices.text.offer-ending.hr":
    "Request {requestId} received an offer for dwelling {vacancy}. The landlord has to be told until {endsOn}: after that day silence is a refusal.",
  "notices.title.answer-overdue.secretary": "The landlord has not answered: {vacancy}",
  "notices.text.answer-overdue.secretary":
    "The landlord has not answered in its time, until {endsOn}, for the candidates designated to dwelling {vacancy}. Get in touch.",
  "notices.title.designation-answered": "The landlord has answered: {vacancy}",
  "notices.text.designation-answered":
    "The landlord has answered for the dwelling {vacancy}: {awarded} {awarded|award|awards}, {refused} {refused|refusal|refusals}. The page says each answer, and to whom the offer goes.",
  "notices.title.signature-awaited": "A second signature is awaited: {vacancy}",
  "notices.text.signature-awaited":
    "A decision made for the dwelling {vacancy} holds only with the signature of a second person. Another member of the committee reads it and signs, or refuses.",
  "notices.title.vacancy-withdrawn": "A dwelling was withdrawn: {vacancy}",
  "notices.text.vacancy-withdrawn":
    "The landlord has withdrawn the dwelling {vacancy}. The candidates proposed there are free; nothing is left to decide.",
  "notices.title.decided-candidate-left": "A decision counts a candidate who left: {vacancy}",
  "notices.text.decided-candidate-left":
    "The request {requestId}, chosen by a decision for the dwelling {vacancy}, ended before it was designated. The decision must be looked at again: end it, or designate the other candidates.",
  "notices.title.likely-duplicate-found": "Requests look alike: you decide",
  "notices.text.likely-duplicate-found":
    "The request {requestId} looks like {duplicates}. If it is the same person, merge them; if not, say that they are distinct. Nothing is merged without you.",

  "notices.title.agenda-opened": "Session of {heldOn}: the agenda is open",
  "notices.text.agenda-opened":
    "{proposals} {proposals|dwelling is|dwellings are} on the agenda of the session of {heldOn}. Read the proposals, and say so if a file touches you closely.",

  // Operator
  "notices.title.proposals-withheld": "Night {runId}: {count} {count|proposal|proposals} withheld by the verification",
  "notices.text.proposals-withheld":
    "The verification has withheld {count} {count|proposal|proposals} of the night {runId}. The rest goes on. The page of the night says what was found; the committee releases or drops them.",
  "notices.title.run-refused": "Night {runId}: nothing was proposed",
  "notices.text.run-refused":
    "The night {runId} stopped before it proposed anything: {findings} {findings|finding|findings} in the rules, {problems} in the facts. The proposals of the day before stay. Correct them, then run the night again.",

  // Words of values
  "notices.value.not-awarded": "not awarded",
  "notices.value.rejected-inadmissible": "request inadmissible",
  "notices.value.refused-by-owner": "refused by the owner",
  "notices.value.awarded-conditional": "awarded, on condition that a document is supplied",
  "notices.value.vacancy": "dwelling",
  "notices.value.request": "request",
  "notices.value.proof": "proof",
  "notices.value.expired": "it was not renewed",
  "notices.value.withdrawn": "it was withdrawn",
  "notices.value.deregistered": "it was deregistered",
  "notices.value.housed": "the household is housed",
  "notices.value.merged": "it was merged with another",

  // Frame of the message
  "notices.mail.greeting": "Hello {name},",
  "notices.mail.open": "Open in contingent",
  "notices.mail.why.hr":
    "You receive this message because your account follows the requests of your company. It names nobody: files open only once you are logged in.",
  "notices.mail.why.landlord":
    "You receive this message because your account answers for this landlord. It names nobody: files open only once you are logged in.",
  "notices.mail.why.committee":
    "You receive this message because your account belongs to the committee of this territory. It names nobody: files open only once you are logged in.",
  "notices.mail.why.secretary":
    "You receive this message because your account is secretary of this territory. It names nobody: files open only once you are logged in.",
  "notices.mail.why.operator": "You receive this message because your account runs this installation.",
  "notices.mail.why.dpo": "You receive this message because your account protects the data of this installation.",
  "notices.mail.no-reply": "This message is sent by a machine; nobody reads replies.",
};
