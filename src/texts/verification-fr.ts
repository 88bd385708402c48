/** What a verification says when a property does not hold, in French. */
export const verificationFr = {
  "violation.unknown-request":
    "vacance {vacancyId} : la demande {requestId} figure dans le résultat, mais pas dans l’instantané.",
  "violation.not-eligible":
    "vacance {vacancyId}, demande {requestId} : candidate, alors qu’elle n’est pas recevable (règles : {rules}).",
  "violation.readings-differ":
    "vacance {vacancyId}, demande {requestId} : les deux évaluateurs ne lisent pas les règles de la même façon ; l’erreur peut venir de la vérification elle-même.",
  "violation.points-differ":
    "vacance {vacancyId}, demande {requestId} : {shown} {shown|point affiché|points affichés}, {recomputed} après recalcul.",
  "violation.priority-class-differs":
    "vacance {vacancyId}, demande {requestId} : classe de priorité {shown} affichée, {recomputed} après recalcul.",
  "violation.out-of-order":
    "vacance {vacancyId} : la demande {requestId} est placée derrière {behind}, qu’elle précède dans l’ordre.",
  "violation.next-differs": "vacance {vacancyId} : réserve affichée « {shown} », « {recomputed} » après recalcul.",
  "violation.list-too-long":
    "vacance {vacancyId} : {candidates} {candidates|candidate|candidates} et {pinned} {pinned|place retenue|places retenues} pour {places} {places|place|places}.",
  "violation.places-differ":
    "vacance {vacancyId} : {shown} {shown|place affichée|places affichées}, {recomputed} après recalcul.",
  "violation.stands-twice": "vacance {vacancyId} : la demande {requestId} figure deux fois sur la liste.",
  "violation.too-many-lists":
    "demande {requestId} : sur {lists} {lists|liste|listes}, en plus de {pinned} {pinned|place retenue|places retenues} ; {allowed} au plus {allowed|est permise|sont permises}.",
  "violation.proposal-missing": "vacance {vacancyId} : le résultat ne contient pas de proposition.",
  "violation.proposal-twice": "vacance {vacancyId} : le résultat contient deux propositions.",
  "violation.proposals-out-of-order": "vacance {vacancyId} : sa proposition est rangée derrière celle de {behind}.",
  "violation.unknown-vacancy": "vacance {vacancyId} : dans le résultat, mais pas dans l’instantané.",
  "violation.rule-set-differs":
    "vacance {vacancyId} : le résultat indique les règles {shown}, c’est {recomputed} qui la régit.",
  "violation.passed-over":
    "vacance {vacancyId} : la demande {requestId} ({points} {points|point|points}) est oubliée ; {last} ({lastPoints}), qui la suit dans l’ordre, est sur la liste.",
  "violation.free-place":
    "vacance {vacancyId} : la demande {requestId} est recevable et la veut ; {candidates} {candidates|candidate|candidates} pour {places} {places|place|places}, une place est restée libre.",
  "violation.pinned-differs":
    "vacance {vacancyId} : places retenues affichées « {shown} », « {recomputed} » attendues.",
  "violation.pinned-proposed":
    "vacance {vacancyId} : la demande {requestId} a déjà une place retenue, elle est proposée encore.",
  "violation.struck-proposed":
    "vacance {vacancyId} : la demande {requestId} en est écartée, elle est proposée quand même.",
  "violation.mode-differs":
    "vacance {vacancyId} : priorité d’abord affichée pour « {shown} », le compteur demande « {recomputed} ».",
  "violation.target-differs":
    "objectif {target} ({territory}, {ruleSet}) : {member} vaut {shown} dans le résultat, {recomputed} après recalcul.",
  "violation.target-missing": "objectif {target} ({territory}, {ruleSet}) : absent du résultat.",
  "violation.target-unknown":
    "objectif {target} ({territory}, {ruleSet}) : dans le résultat, mais aucune règle ne le demande.",
  "violation.record-differs": "{member} : le résultat indique {shown}, le dossier donne {recomputed}.",
  "member.snapshotDigest": "empreinte de l’instantané",
  "member.engineVersion": "version du moteur",
  "member.asOf": "jour de référence",
  "member.listsPerRequest": "listes permises par demande",
  "member.ruleSets": "règles et empreintes",
  "member.seed": "graine",
  "member.seedDigest": "empreinte de la graine",
  "member.shareBasisPoints": "part visée",
  "member.lettings": "attributions de l’année",
  "member.counted": "attributions comptées",
  "member.vacancies": "nombre de vacances",
  "member.need": "besoin",
  "member.priorityFirst": "vacances en priorité d’abord",
  "member.unmet": "besoin non satisfait",
  "member.reached": "vacances avec une priorité en tête",
} as const;
