/** What to do where a sentence is read on a page or by a program: the same as the command line says, without its commands and options. */
export const pageProblemsFr = {
  "page-error.not-found": "Introuvable : {kind} {id}.\nVérifiez l’identifiant, ou revenez à la liste.",
  "page-error.scope-forbidden":
    "Ceci n’est pas dans votre périmètre.\nAdressez-vous à qui en a la charge, ou à l’exploitant si votre compte doit le couvrir.",
  "page-error.role-forbidden":
    "Le rôle « {role} » ne permet pas : {command}. Rôles admis : {allowed}.\nDemandez à une personne qui a l’un de ces rôles.",
  "page-error.wrong-state-candidate":
    "Demande {id}, devant cette vacance : l’état « {state} » ne permet pas : {command}.\nÉtats qui le permettent : {allowed}. L’offre suit dès que le bailleur a répondu pour chaque candidat.",
  "page-error.reason-required-reasonCode": "Il manque : {field}.\nChoisissez-le dans la liste.",
  "page-error.not-allowed-secretary":
    "{field} : seul le secrétariat peut donner ou changer ce fait.\nNe le renseignez pas, ou demandez au secrétariat.",
  "page-error.not-allowed-judge-proof":
    "{field} : ce fait ne vient que de pièces jugées par une personne.\nNe le renseignez pas, et envoyez la pièce.",
  "page-error.id-taken-designation":
    "Cette décision a déjà été envoyée : {kind} {id}.\nLa suite est la réponse du bailleur.",
  "page-error.too-few-candidates":
    "{found} {found|candidat|candidats}, il en faut {needed}.\nNommez-en davantage, ou établissez d’abord l’attestation d’insuffisance.",
  "page-error.too-few-candidates-0":
    "Il n’y a personne à désigner ; il faut au moins {needed} {needed|demande|demandes}.\nRemplacez la liste, ajournez, ou rendez la vacance.",
  "page-error.too-few-left":
    "{requestIds} : parties depuis la décision sur la vacance {vacancyId} ; {found} {found|candidat reste|candidats restent}, il en faut {needed}.\nÉtablissez d’abord l’attestation d’insuffisance. Si d’autres peuvent encore être nommés, attendez la prochaine exécution, qui les propose, ou mettez fin à la décision pour que tout soit proposé à nouveau.",
  "page-error.nobody-left":
    "Toutes les demandes de la décision sur la vacance {vacancyId} sont parties : {requestIds}. Il n’y a personne à envoyer.\nMettez fin à la décision ; la prochaine exécution en propose d’autres.",
  "page-error.nobody-gone":
    "Toutes les demandes de la décision {decisionId} sont encore là : on n’y met pas fin.\nEnvoyez-la au bailleur.",
  "page-error.no-quorum":
    "Séance {agendaId} : {present} {present|membre présent et non retiré|membres présents et non retirés}, il en faut {needed}.\nNotez tous les présents.",
  "page-error.not-present":
    "{actorId} n’est pas parmi les membres présents à la séance {agendaId} : {present}.\nUn membre présent décide, ou le secrétariat consigne la décision. Qui est arrivé s’ajoute à la liste des présents.",
  "page-error.agenda-undecided":
    "La séance a encore des logements sans décision, ou sans la seconde signature : {open}.\nDécidez de chacun (reporter est une décision), faites signer, ou remettez-les sans décision.",
  "page-error.day-to-come":
    "L’exécution du {day} ne se fait pas avant ce jour, car elle révèle la graine du jour ; nous sommes le {today}.\nLancez-la le jour venu.",
  "page-error.job-claimed":
    "L’exécution du {day} a déjà eu lieu, ou un autre processus la fait.\nRegardez la liste des exécutions.",
  "page-error.not-on-agenda":
    "La proposition {proposalId} n’est à l’ordre d’aucune séance ouverte ; état : {state}.\nOuvrez une séance avec elle.",
  "page-error.second-signature-awaited":
    "La proposition {proposalId} a la décision {decisionId}, qui attend sa seconde signature.\nUne autre personne la signe ou la refuse.",
  "page-error.candidate-not-eligible":
    "La demande {requestId} ne peut pas être candidate pour la vacance {vacancyId} : {verdict}.\nNommez-en une autre, ou voyez les raisons.",
  "page-error.designation-live":
    "La demande {requestId} a encore une place sur la vacance {vacancyId} ; sa personne ne peut pas encore être effacée.\nRetirez d’abord la demande, ou mettez fin à la désignation.",
  "page-error.sealed-unreadable":
    "Le texte scellé en {place} ne s’ouvre pas : il a été modifié, ou vient d’ailleurs.\nAppelez l’exploitant.",
  "page-error.log-unreadable":
    "La ligne {sequence} du journal ne se lit plus ; elle est endommagée.\nAppelez l’exploitant.",
  "page-error.record-unreadable":
    "{kind} {id} : le contenu enregistré ne se lit plus ; il est endommagé.\nAppelez l’exploitant.",
  "page-error.rules-with-findings":
    "{count} {count|constat bloquant|constats bloquants} dans les règles ; rien n’a été calculé.\nAppelez la personne chargée des règles.",
  "page-field.reasonCode": "motif",
  "page-field.reason": "motif en toutes lettres",
  "page-field.motiveCode": "code du motif",
  "page-field.motive": "motif en toutes lettres",
  "page-field.conditionProof": "pièce attendue",
  "page-field.conditionUntil": "dernier jour pour la pièce",
  "page-field.rank": "rang",
  "page-field.ground": "motif",
  "page-field.requestIds": "demandes",
  "page-field.putBack": "à remettre",
};
