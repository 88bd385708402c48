/**
 * Texts of messages, by mail and on pages, in French. `notices.title.<subject>[.<role>]` is the subject line and names no person;
 * `notices.text.<subject>[.<role>]` what the message says; `{vacancy}` is the dwelling in words, a day is written out.
 */
export const noticesFr = {
  "notices.dwelling": "{place} (T{rooms})",
  "notices.title.other": "Du nouveau dans contingent",
  "notices.text.other": "Quelque chose a changé qui vous concerne. La page le dit.",

  // Bailleur
  "notices.title.designation-sent": "Des candidats vous sont désignés : {vacancy}",
  "notices.text.designation-sent":
    "Le réservataire vous a désigné des candidats pour le logement {vacancy}. Leurs dossiers vous attendent, avec ce qu’il faut pour les examiner et répondre à chacun.",
  "notices.title.vacancy-given-back": "Un logement vous est rendu : {vacancy}",
  "notices.text.vacancy-given-back":
    "Le réservataire vous rend le logement {vacancy} pour ce tour. Vous pouvez en disposer.",
  "notices.title.vacancy-lost": "Délai de désignation dépassé : {vacancy}",
  "notices.text.vacancy-lost":
    "Le délai de désignation est passé pour le logement {vacancy} : le réservataire n’a plus de droit pour ce tour. Vous pouvez en disposer.",
  "notices.title.candidate-released": "Un candidat n’est plus disponible : {vacancy}",
  "notices.text.candidate-released":
    "Un des candidats désignés pour le logement {vacancy} n’est plus disponible. La page dit lequel, et qui vient ensuite.",
  "notices.title.condition-lapsed": "Une attribution sous condition a pris fin : {vacancy}",
  "notices.text.condition-lapsed":
    "Le document attendu n’est pas arrivé dans le délai que la commission avait fixé pour le logement {vacancy} : l’attribution sous condition a pris fin, et le rang suivant est appelé.",
  "notices.title.answer-due": "Plus que {daysLeft} {daysLeft|jour|jours} pour répondre : {vacancy}",
  "notices.text.answer-due":
    "Votre réponse est attendue jusqu’au {endsOn} pour les candidats désignés au logement {vacancy}. La page montre à qui il reste à répondre.",
  "notices.title.answer-overdue": "Réponse attendue : {vacancy}",
  "notices.text.answer-overdue":
    "Le délai pour répondre à la désignation du logement {vacancy} est passé depuis le {endsOn}. Le réservataire en est averti ; vous pouvez encore répondre.",
  "notices.title.offer-ending": "Offre sans réponse, plus que {daysLeft} {daysLeft|jour|jours} : {vacancy}",
  "notices.text.offer-ending":
    "Le candidat a jusqu’au {endsOn} pour répondre à l’offre du logement {vacancy}. Passé cette date, le silence vaut refus et le rang suivant reçoit l’offre.",

  // Employeur
  "notices.title.offer-ending.hr": "Une offre attend une réponse : plus que {daysLeft} {daysLeft|jour|jours}",
  "notices.text.offer-ending.hr":
    "La demande {requestId} a reçu une offre pour le logement {vacancy}. Il faut répondre au bailleur jusqu’au {endsOn} inclus : passé cette date, le silence vaut refus.",
  "notices.title.request-on-agenda": "Une demande sera examinée par le comité",
  "notices.text.request-on-agenda":
    "La demande {requestId} est proposée pour un logement. Le comité l’examine avec d’autres le {heldOn}, et peut en retenir une autre : ce n’est pas encore une attribution. Vérifiez d’ici là que ses faits et ses pièces sont à jour.",
  "notices.title.request-designated": "Une demande est présentée à un bailleur",
  "notices.text.request-designated":
    "Le comité a retenu la demande {requestId} pour le logement {vacancy}, et l’a présentée au bailleur. C’est lui qui attribue : sa réponse, puis l’offre, vous seront dites ici.",
  "notices.title.offer-made": "Une offre attend une réponse",
  "notices.text.offer-made":
    "La demande {requestId} reçoit une offre pour le logement {vacancy}. Le ménage répond jusqu’au {endsOn} inclus : sans réponse, l’offre est considérée comme refusée.",
  "notices.title.answer-recorded": "Le bailleur a répondu",
  "notices.text.answer-recorded":
    "Pour la demande {requestId}, le bailleur du logement {vacancy} a répondu : {answer}. La page dit la suite.",
  "notices.answer-with-ground": "{answer} (motif : {ground})",
  "notices.title.candidate-released.hr": "Un logement n’est plus disponible",
  "notices.text.candidate-released.hr":
    "Le logement {vacancy}, proposé pour la demande {requestId}, n’est plus disponible. La demande revient dans la file avec son ancienneté.",
  "notices.title.condition-lapsed.hr": "Une attribution sous condition a pris fin",
  "notices.text.condition-lapsed.hr":
    "Le document attendu n’est pas arrivé à temps pour la demande {requestId} : l’attribution sous condition du logement {vacancy} a pris fin. La demande revient dans la file.",
  "notices.title.designated-overdue": "Une demande désignée a passé sa validité",
  "notices.text.designated-overdue":
    "La demande {requestId} est désignée, mais sa validité a pris fin le {validUntil}. Renouvelez-la, ou retirez-la.",
  "notices.title.request-ended": "Une demande a pris fin",
  "notices.text.request-ended": "La demande {requestId} a pris fin : {state}. La page dit pourquoi.",
  "notices.title.clock-warned": "Une échéance approche : plus que {daysLeft} {daysLeft|jour|jours}",
  "notices.text.clock-warned":
    "Le délai court jusqu’au {endsOn} pour : {what}. Renouvelez ou complétez avant cette date.",

  "notices.title.requests-separated": "Une demande est à nouveau distincte",
  "notices.text.requests-separated":
    "La demande {requestId} avait été réunie à une autre par erreur. Elle a repris sa propre vie, avec son ancienneté.",

  // Secrétariat et comité
  "notices.title.import-with-duplicates": "Un import attend votre avis sur {count} {count|ressemblance|ressemblances}",
  "notices.text.import-with-duplicates":
    "{count} {count|demande importée ressemble|demandes importées ressemblent} à d’autres déjà là. Dites pour chacune si c’est la même personne. Rien n’est réuni sans vous.",
  "notices.title.clock-warned.secretary": "Plus que {daysLeft} {daysLeft|jour|jours} : {what}",
  "notices.text.clock-warned.secretary":
    "{what} : le délai court jusqu’au {endsOn} inclus. Passé ce jour, ce qui n’est pas décidé est perdu.",
  "notices.title.answer-overdue.secretary": "Le bailleur n’a pas répondu : {vacancy}",
  "notices.text.answer-overdue.secretary":
    "Le bailleur n’a pas répondu dans son délai, jusqu’au {endsOn}, aux candidats désignés pour le logement {vacancy}. Prenez contact avec lui.",
  "notices.title.designation-answered": "Le bailleur a répondu : {vacancy}",
  "notices.text.designation-answered":
    "Le bailleur a répondu pour le logement {vacancy} : {awarded} {awarded|attribution|attributions}, {refused} {refused|refus|refus}. La page dit chaque réponse, et à qui va l’offre.",
  "notices.title.signature-awaited": "Une seconde signature est attendue : {vacancy}",
  "notices.text.signature-awaited":
    "Une décision prise pour le logement {vacancy} ne vaut qu’avec la signature d’une seconde personne. Un autre membre du comité la lit et signe, ou la refuse.",
  "notices.title.vacancy-withdrawn": "Un logement a été retiré : {vacancy}",
  "notices.text.vacancy-withdrawn":
    "Le bailleur a retiré le logement {vacancy}. Les candidats qui y étaient proposés sont libres ; rien n’est à décider.",
  "notices.title.decided-candidate-left": "Une décision compte un candidat parti : {vacancy}",
  "notices.text.decided-candidate-left":
    "La demande {requestId}, retenue par une décision pour le logement {vacancy}, a pris fin avant d’être désignée. La décision est à reprendre : mettez-y fin, ou désignez les autres candidats.",
  "notices.title.likely-duplicate-found": "Des demandes se ressemblent : à vous de dire",
  "notices.text.likely-duplicate-found":
    "La demande {requestId} ressemble à {duplicates}. Si c’est la même personne, réunissez-les ; sinon, dites qu’elles sont distinctes. Rien n’est réuni sans vous.",

  "notices.title.agenda-opened": "Séance du {heldOn} : l’ordre du jour est ouvert",
  "notices.text.agenda-opened":
    "{proposals} {proposals|logement est|logements sont} à l’ordre du jour de la séance du {heldOn}. Lisez les propositions, et déclarez-vous si un dossier vous touche de près.",

  // Exploitation
  "notices.title.proposals-withheld":
    "Nuit {runId} : {count} {count|proposition retenue|propositions retenues} par la vérification",
  "notices.text.proposals-withheld":
    "La vérification a retenu {count} {count|proposition|propositions} de la nuit {runId}. Le reste suit son cours. La page de la nuit dit ce qui a été trouvé ; le comité les libère ou les écarte.",
  "notices.title.run-refused": "Nuit {runId} : rien n’a été proposé",
  "notices.text.run-refused":
    "La nuit {runId} s’est arrêtée avant de proposer quoi que ce soit : {findings} {findings|défaut|défauts} dans les règles, {problems} dans les faits. Les propositions de la veille restent. Corrigez, puis lancez la nuit à nouveau.",

  // Mots de valeurs
  "notices.value.not-awarded": "non attribué",
  "notices.value.rejected-inadmissible": "demande irrecevable",
  "notices.value.refused-by-owner": "refusée par le propriétaire",
  "notices.value.awarded-conditional": "attribué, sous réserve d’une pièce à fournir",
  "notices.value.vacancy": "logement",
  "notices.value.request": "demande",
  "notices.value.proof": "pièce",
  "notices.value.expired": "elle n’a pas été renouvelée",
  "notices.value.withdrawn": "elle a été retirée",
  "notices.value.deregistered": "elle a été radiée",
  "notices.value.housed": "le ménage est logé",
  "notices.value.merged": "elle a été réunie à une autre",

  // Cadre du message
  "notices.mail.greeting": "Bonjour {name},",
  "notices.mail.open": "Ouvrir dans contingent",
  "notices.mail.why.hr":
    "Vous recevez ce message parce que votre compte suit les demandes de votre entreprise. Il ne nomme personne : les dossiers ne s’ouvrent qu’une fois connecté.",
  "notices.mail.why.landlord":
    "Vous recevez ce message parce que votre compte répond pour ce bailleur. Il ne nomme personne : les dossiers ne s’ouvrent qu’une fois connecté.",
  "notices.mail.why.committee":
    "Vous recevez ce message parce que votre compte fait partie du comité de ce territoire. Il ne nomme personne : les dossiers ne s’ouvrent qu’une fois connecté.",
  "notices.mail.why.secretary":
    "Vous recevez ce message parce que votre compte tient le secrétariat de ce territoire. Il ne nomme personne : les dossiers ne s’ouvrent qu’une fois connecté.",
  "notices.mail.why.operator": "Vous recevez ce message parce que votre compte fait tourner cette installation.",
  "notices.mail.why.dpo": "Vous recevez ce message parce que votre compte protège les données de cette installation.",
  "notices.mail.no-reply": "Ce message est envoyé par un automate ; personne ne lit les réponses.",
} as const;
