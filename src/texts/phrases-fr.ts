/**
 * Phrases of the product in French, by their words in English. A test finds every phrase of the code that has none.
 */
export const phrasesFr: Readonly<Record<string, string>> = {
  " (missing {0})": " (il manque {0})",
  " ({0} against {1})": " ({0} pour un seuil de {1})",
  " ({0})": " ({0})",
  " ({0}){1}": " ({0}){1}",
  ' Maybe "{0}"?': " Peut-être « {0} » ?",
  " The first one starts on {0}.": " La première commence le {0}.",
  ' Write a day as day("2026-01-01").': ' Écrivez un jour ainsi : day("2026-01-01").',
  '"{0}" already has a meaning; give the person another name, such as p.':
    "« {0} » a déjà un sens ; donnez un autre nom à la personne, par exemple p.",
  '"{0}" can ask the table "{1}" for a key it has no cell for: {2}. Maybe add the row, or test the key before reading.':
    "« {0} » peut demander à la table « {1} » une clé sans cellule : {2}. Ajoutez la ligne, ou testez la clé avant de lire.",
  '"{0}" can leave the exact whole numbers (9,007,199,254,740,991 at most) with operands of {1}. Maybe hold an operand with least(…) or greatest(…).':
    "« {0} » peut sortir des entiers exacts (9 007 199 254 740 991 au plus) avec des opérandes de {1}. Bornez un opérande avec least(…) ou greatest(…).",
  '"{0}" governs {1} too; one rule set governs a vacancy.':
    "« {0} » régit aussi {1} ; une vacance est régie par un seul jeu de règles.",
  '"{0}" is a function; call it with what it reads in parentheses.':
    "« {0} » est une fonction ; appelez-la avec ce qu’elle lit entre parenthèses.",
  '"{0}" is a group of facts; name one of them, such as {1}.':
    "« {0} » est un groupe de faits ; nommez l’un d’eux, par exemple {1}.",
  '"{0}" is a list; read it with list("{1}").': '« {0} » est une liste ; lisez-la avec list("{1}").',
  '"{0}" is a table; read it with table("{1}", ...).': '« {0} » est une table ; lisez-la avec table("{1}", ...).',
  '"{0}" is a whole person; read one of its fields, such as {1}.{2}.':
    "« {0} » est une personne entière ; lisez l’un de ses champs, par exemple {1}.{2}.",
  '"{0}" is missing. Add it.': "« {0} » manque. Ajoutez-le.",
  '"{0}" is never a value here; allowed: {1}.{2}': "« {0} » n’est jamais une valeur ici ; valeurs permises : {1}.{2}",
  '"{0}" is never false, so the rule refuses nobody. Maybe remove the rule, or correct the bound.':
    "« {0} » n’est jamais faux : la règle ne refuse personne. Retirez la règle, ou corrigez la borne.",
  '"{0}" is never true{1}. Maybe correct the value it is compared with, or remove the condition.':
    "« {0} » n’est jamais vrai{1}. Corrigez la valeur comparée, ou retirez la condition.",
  '"{0}" is no day; write it as "2026-11-23".': '« {0} » n’est pas un jour ; écrivez-le "2026-11-23".',
  '"{0}" is no fact, definition or function.{1}': "« {0} » n’est ni un fait, ni une définition, ni une fonction.{1}",
  '"{0}" is no table; read it with value("{1}") or list("{2}").':
    '« {0} » n’est pas une table ; lisez-le avec value("{1}") ou list("{2}").',
  '"{0}" is no value of {1}; allowed: {2}.': "« {0} » n’est pas une valeur de {1} ; valeurs permises : {2}.",
  '"{0}" is not allowed here; allowed: {1}.': "« {0} » n’est pas permis ici ; valeurs permises : {1}.",
  '"{0}" is not allowed here; allowed: {1}.{2}': "« {0} » n’est pas permis ici ; valeurs permises : {1}.{2}",
  '"{0}" is one value; read it with value("{1}").': '« {0} » est une seule valeur ; lisez-la avec value("{1}").',
  ": here {0}": " : ici {0}",
  ": {0}": " : {0}",
  '; "{0}" is none': " ; « {0} » n’en est pas un",
  "A cell of the row leaves the exact whole numbers ({0} at most).":
    "Une cellule de la ligne sort des entiers exacts ({0} au plus).",
  "A field can be read only of a group of facts or of a person.":
    "Un champ ne se lit que dans un groupe de faits ou sur une personne.",
  "A group of facts is an object.": "Un groupe de faits est un objet.",
  "A list": "Une liste",
  "A list holds either texts or whole numbers, not both.":
    "Une liste contient des textes ou des nombres entiers, pas les deux.",
  "A list holds texts or whole numbers written out; anything else is not part of the rule language.":
    "Une liste contient des textes ou des nombres entiers écrits en toutes lettres ; le reste n’est pas dans le langage des règles.",
  "A map literal is not part of the rule language; write a table in parameters/.":
    "Un dictionnaire n’est pas dans le langage des règles ; écrivez une table dans parameters/.",
  'A person has no field "{0}".{1}': "Une personne n’a pas de champ « {0} ».{1}",
  "A person is an object of fields.": "Une personne est un objet avec des champs.",
  'A person of {0} has no field "{1}"; fields: {2}.{3}':
    "Une personne de {0} n’a pas de champ « {1} » ; champs : {2}.{3}",
  "A row for {0} stands twice in the table.": "Une ligne pour {0} figure deux fois dans la table.",
  "A row names every key but the last: {0}, but this one names {1}.":
    "Une ligne nomme toutes les clés sauf la dernière, soit {0} ; celle-ci en nomme {1}.",
  'A value of the parameter "{0}" ends on {1}, before it starts on {2}.':
    "Une valeur du paramètre « {0} » finit le {1}, avant de commencer le {2}.",
  "All criteria together can give {0} points; at most {1} either way are allowed. Maybe divide all points of the rule set.":
    "Tous les critères ensemble peuvent donner {0} {0|point|points} ; {1} au plus sont permis, dans les deux sens. Divisez tous les points du jeu de règles.",
  "An item of a list cannot be read by its place; use `in`, `rank`, `size`, `exists` or `all`.":
    "Un élément de liste ne se lit pas par sa place ; utilisez `in`, `rank`, `size`, `exists` ou `all`.",
  "An object": "Un objet",
  "CEL does not accept this: {0}.": "CEL n’accepte pas cela : {0}.",
  'Key {0} of the table "{1}"': "La clé {0} de la table « {1} »",
  "No band covers {0}; the value can be {1}. Maybe add a band, or extend a neighbour.":
    "Aucune tranche ne couvre {0} ; la valeur peut être {1}. Ajoutez une tranche, ou étendez une voisine.",
  "No case that holds covers the {0}; at least {1} are wanted.":
    "Aucun cas d’école réussi ne couvre {0} ; il faut au moins {1}.",
  'No definition "{0}" stands before this place.{1}': "Aucune définition « {0} » ne précède cet endroit.{1}",
  "No file of a rule set has this name, so nothing would read it; there are {0}.":
    "Aucun fichier d’un jeu de règles ne porte ce nom ; il ne serait donc pas lu. Les fichiers sont {0}.",
  "No rule says where a request looks, so every request is held against every vacancy: 1,000,000 requests and 10,000 vacancies are 10,000,000,000 pairs. Maybe add a rule whose condition is a membership in a list of the request, an equality, or a distance below a bound of the request.":
    "Aucune règle ne dit où cherche une demande : chaque demande est comparée à chaque vacance, soit 10 000 000 000 couples pour 1 000 000 de demandes et 10 000 vacances. Ajoutez une règle dont la condition est une appartenance à une liste de la demande, une égalité, ou une distance sous une borne de la demande.",
  "One list of persons cannot be searched inside another.":
    "Une liste de personnes ne se cherche pas à l’intérieur d’une autre.",
  "Only facts of the {0} can be read here, but this reads {1}.":
    "Seuls les faits du côté « {0} » se lisent ici ; ceci lit {1}.",
  'Only the last key can go on beyond its end; "{0}" is not the last.':
    "Seule la dernière clé peut continuer au-delà de sa fin ; « {0} » n’est pas la dernière.",
  "Places, seniority and clock may not depend on {0}, which is protected (a ground of discrimination). Maybe read another fact.":
    "Les places, l’ancienneté et l’horloge ne peuvent pas dépendre de {0}, critère protégé (motif de discrimination). Lisez un autre fait.",
  "Rules know whole numbers, texts in quotes, true and false; this is another kind of literal.":
    "Les règles connaissent les nombres entiers, les textes entre guillemets, true et false ; ceci est autre chose.",
  "Texts cannot be joined; a condition compares them with == and != only.":
    "Les textes ne se mettent pas bout à bout ; une condition les compare avec == et != seulement.",
  "The band {0} is never reached: the value can only be {1}. Maybe remove it, or correct its bounds.":
    "La tranche {0} n’est jamais atteinte : la valeur ne peut être que {1}. Retirez-la, ou corrigez ses bornes.",
  'The bands {0} and {1} share {2}. Maybe end the first where the second starts: "to" is excluded.':
    'Les tranches {0} et {1} ont en commun {2}. Finissez la première où commence la seconde : "to" est exclu.',
  'The case covers "{0}", which is no rule and no criterion.{1}':
    "Le cas d’école couvre « {0} », qui n’est ni une règle ni un critère.{1}",
  "The case {0}: {1}": "Cas d’école {0} : {1}",
  "The cases of the {0} show one side of its boundary only; wanted is also {1}.":
    "Les cas d’école pour {0} ne montrent qu’un côté de la limite ; il faut aussi {1}.",
  "The cells of a table are either all texts, without scale, or all whole numbers.":
    "Les cellules d’une table sont toutes des textes, sans échelle, ou toutes des nombres entiers.",
  "The condition before `?`": "La condition avant `?`",
  "The condition on a person": "La condition sur une personne",
  'The criterion "{0}"': "Le critère « {0} »",
  'The criterion "{0}" makes its points in one way: when, bands, curve or perMonth; here are {1}.':
    "Le critère « {0} » fait ses points d’une seule façon : when, bands, curve ou perMonth ; il y en a {1}.",
  "The criterion {0} can give {1} points, more than the {2} of its heading {3}. Maybe raise the heading's maximumPoints, or lower the criterion.":
    "Le critère {0} peut donner {1} {1|point|points}, plus que les {2} de sa rubrique {3}. Relevez maximumPoints de la rubrique, ou baissez le critère.",
  "The criterion {0} can give {1} points; at most {2} either way are allowed. Maybe divide all points of the rule set.":
    "Le critère {0} peut donner {1} {1|point|points} ; {2} au plus sont permis, dans les deux sens. Divisez tous les points du jeu de règles.",
  "The declared items are read from one fact, a list of texts.":
    "Les éléments déclarés se lisent dans un seul fait, une liste de textes.",
  'The definition "{0}"': "La définition « {0} »",
  'The divisor of "{0}" can be 0. Maybe test it first: "x == 0 ? … : a / x".':
    'Le diviseur de « {0} » peut être 0. Testez-le d’abord : "x == 0 ? … : a / x".',
  'The entry "{0}"': "L’entrée « {0} »",
  "The expression cannot be read from character {0} on: {1}.":
    "L’expression ne se lit plus à partir du caractère {0} : {1}.",
  "The expression has {0} characters; {1} are allowed. Move parts of it into definitions.":
    "L’expression a {0} {0|caractère|caractères} ; {1} sont permis. Déplacez-en des parties dans des définitions.",
  "The expression is nested deeper than {0} steps; move a part into a definition.":
    "L’expression est imbriquée sur plus de {0} niveaux ; déplacez-en une partie dans une définition.",
  "The expression is too large: {0} parts and {1} levels of parentheses are allowed. Move parts of it into definitions.":
    "L’expression est trop grande : {0} parties et {1} niveaux de parenthèses sont permis. Déplacez-en des parties dans des définitions.",
  "The expression must give {0}, but it gives {1}.": "L’expression doit donner {0} ; elle donne {1}.",
  "The file cannot be read: {0}.": "Le fichier ne peut pas être lu : {0}.",
  "The file has {0} bytes; {1} are allowed. Split it.": "Le fichier a {0} octets ; {1} sont permis. Partagez-le.",
  "The file is not UTF-8. Save it as UTF-8.": "Le fichier n’est pas en UTF-8. Enregistrez-le en UTF-8.",
  "The file {0} is missing.": "Le fichier {0} manque.",
  "The folder cannot be read: {0}.": "Le dossier ne peut pas être lu : {0}.",
  'The heading "{0}" has "declaredIn" exactly when it combines by "declared".':
    'La rubrique « {0} » a "declaredIn" si, et seulement si, elle combine par "declared".',
  'The id "{0}" is used twice among {1}; first at {2}{3}.':
    "L’identifiant « {0} » est employé deux fois parmi {1} ; la première fois en {2}{3}.",
  'The key "{0}" does not go on by an increment.': "La clé « {0} » ne continue pas par un incrément.",
  'The key "{0}" ends before it starts.': "La clé « {0} » finit avant de commencer.",
  'The key "{0}" goes on by an increment, but the row gives none.':
    "La clé « {0} » continue par un incrément, mais la ligne n’en donne pas.",
  'The key "{0}" names a value twice.': "La clé « {0} » nomme une valeur deux fois.",
  'The key "{0}" wants {1} cells in every row, but here are {2}.':
    "La clé « {0} » demande {1} {1|cellule|cellules} par ligne ; il y en a {2}.",
  'The keys differ from those of "{0}"; an applicant has one order of wishes in a run.':
    "Les clés diffèrent de celles de « {0} » ; un demandeur a un seul ordre de vœux dans une exécution.",
  'The lever "{0}" changes its fact in one way: add, addFrom, raise, lower or set; here are {1}.':
    "Le levier « {0} » change son fait d’une seule façon : add, addFrom, raise, lower ou set ; il y en a {1}.",
  "The lever {0} on {1} is not lawful: {2}.": "Le levier {0} sur {1} n’est pas permis : {2}.",
  "The list can never hold it: it is {0}, the list holds {1}.":
    "La liste ne peut jamais le contenir : il vaut {0}, la liste contient {1}.",
  "The list has {0} entries; {1} to {2} are allowed.": "La liste a {0} {0|élément|éléments} ; il en faut de {1} à {2}.",
  "The lists per request differ: {0}; a run has one number.":
    "Le nombre de listes par demande diffère : {0} ; une exécution n’en a qu’un.",
  'The maximum of the criterion "{0}" is below its minimum of {1} points.':
    "Le maximum du critère « {0} » est au-dessous de son minimum de {1} {1|point|points}.",
  'The parameter "{0}" from {1}': "Le paramètre « {0} » à partir du {1}",
  'The parameter "{0}" has neither a value nor a table here.': "Le paramètre « {0} » n’a ici ni valeur ni table.",
  'The parameter "{0}" has no value on {1}.{2}': "Le paramètre « {0} » n’a pas de valeur le {1}.{2}",
  'The parameter "{0}" has no value on {1}: the last one ended on {2}. Add the value that follows it.':
    "Le paramètre « {0} » n’a pas de valeur le {1} : la dernière a fini le {2}. Ajoutez celle qui la suit.",
  'The parameter "{0}" has two values from {1}.': "Le paramètre « {0} » a deux valeurs à partir du {1}.",
  'The parameter "{0}" is {1}: to confirm before it counts.{2}':
    "Le paramètre « {0} » est à confirmer avant de compter (il porte « {1} »).{2}",
  'The parameter "{0}" must be a whole number from {1} to {2} here; it is {3}.':
    "Le paramètre « {0} » doit être ici un nombre entier de {1} à {2} ; il vaut {3}.",
  'The parameter "{0}" was last checked on {1}, more than {2} months before {3}. Check it against its source and write the new day.':
    "Le paramètre « {0} » a été vérifié pour la dernière fois le {1}, plus de {2} mois avant le {3}. Comparez-le à sa source et écrivez le nouveau jour.",
  "The points of a curve stand in rising order of their values.":
    "Les points d’une courbe sont rangés par valeurs croissantes.",
  'The rule "{0}"': "La règle « {0} »",
  'The part "{0}"': "La partie « {0} »",
  'The rule set "{0}"': "Le jeu de règles « {0} »",
  'The rule set "{0}" is given twice.': "Le jeu de règles « {0} » est donné deux fois.",
  'The rule set "{0}" is valid from {1} {2}, not on {3}.':
    "Le jeu de règles « {0} » est en vigueur à partir du {1} {2}, pas le {3}.",
  'The rule set calls itself "{0}", but its folder is "{1}"; both must be equal.':
    "Le jeu de règles s’appelle « {0} », mais son dossier « {1} » ; les deux doivent être égaux.",
  "The priority class of the target {0} can be {1}; with the points of this rule set at most {2} either way are allowed. Maybe use smaller classes, such as 2, 1 and 0, or divide all points of the rule set.":
    "La classe de priorité de la cible « {0} » peut être {1} ; avec les points de ce jeu de règles, {2} au plus est permis, dans les deux sens. Choisissez des classes plus petites, comme 2, 1 et 0, ou divisez tous les points du jeu de règles.",
  "The rule {0} names {1} in its needs but never reads it. Maybe remove it from needs.":
    'La règle {0} nomme {1} dans "needs" mais ne le lit jamais. Retirez-le de "needs".',
  'The rule {0} reads {1}, which may be absent. Maybe add "{2}" to its needs, or guard it: has({3}) && ….':
    'La règle {0} lit {1}, qui peut manquer. Ajoutez "{2}" à "needs", ou protégez la lecture : has({3}) && ….',
  "The scale can give {0} points, less than the criterion's minimum of {1}. Maybe set minimumPoints to {2}, or raise the scale.":
    "L’échelle peut donner {0} {0|point|points}, moins que le minimum du critère, {1}. Mettez minimumPoints à {2}, ou relevez l’échelle.",
  "The scale can give {0} points, more than the criterion's maximum of {1}. Maybe raise maximumPoints, or lower the scale.":
    "L’échelle peut donner {0} {0|point|points}, plus que le maximum du critère, {1}. Relevez maximumPoints, ou baissez l’échelle.",
  "The scope is a text of the vacancy; {0} is not.":
    "Le champ d’application est un texte du côté de la vacance ; {0} n’en est pas un.",
  'The scope reads another fact than that of "{0}".': "Le champ d’application lit un autre fait que celui de « {0} ».",
  'The sentence asks for {{0}}, but "shows" gives no such value; it may give value and threshold.':
    'La phrase demande {{0}}, mais "shows" ne donne pas cette valeur ; il peut donner value et threshold.',
  'The table "{0}" has {1} keys, but {2} are given.':
    "La table « {0} » a {1} {1|clé|clés} ; {2} {2|est donnée|sont données}.",
  'The target "{0}"': "L’objectif « {0} »",
  'The target "{0}" stands in "{1}" too; a target is counted in one rule set.':
    "L’objectif « {0} » figure aussi dans « {1} » ; un objectif se compte dans un seul jeu de règles.",
  "The text has {0} characters; {1} are allowed.": "Le texte a {0} {0|caractère|caractères} ; {1} sont permis.",
  "The text is empty. Write it, or take the line away.": "Le texte est vide. Écrivez-le, ou retirez la ligne.",
  "The {0} reads {1}, which is protected (a ground of discrimination), without a legal basis. Maybe add legalBasis with the article that allows it, or do without the fact.":
    "Critère protégé (motif de discrimination) : {0} lit {1} sans base légale. Ajoutez legalBasis avec l’article qui le permet, ou passez-vous de ce fait.",
  'There are no default facts "{0}" in cases/defaults.json.{1}':
    "Il n’y a pas de faits par défaut « {0} » dans cases/defaults.json.{1}",
  'There is no fact "{0}".{1}': "Il n’y a pas de fait « {0} ».{1}",
  'There is no function "{0}".{1}': "Il n’y a pas de fonction « {0} ».{1}",
  'There is no parameter "{0}" with one value.{1}': "Il n’y a pas de paramètre « {0} » à une seule valeur.{1}",
  'There is no parameter "{0}".{1}': "Il n’y a pas de paramètre « {0} ».{1}",
  'The entry "{0}" has a condition that contradicts it and the sentence then shown, or neither.':
    "L’entrée « {0} » a une condition qui la contredit et la phrase alors montrée, ou aucune des deux.",
  'There is no rule "{0}".{1}': "Il n’y a pas de règle « {0} ».{1}",
  "What is counted apart": "Ce qui est compté à part",
  'There is no reason "{0}".{1}': "Il n’y a pas de motif « {0} ».{1}",
  'There is no table "{0}".{1}': "Il n’y a pas de table « {0} ».{1}",
  "These two can never be equal: one is {0}, the other {1}.":
    "Les deux ne peuvent jamais être égaux : l’un vaut {0}, l’autre {1}.",
  "This is not JSON, in line {0}, column {1}: {2}.": "Ce n’est pas du JSON, ligne {0}, colonne {1} : {2}.",
  "Write a name for the person and a condition: exists(p, ...).":
    "Écrivez un nom pour la personne et une condition : exists(p, ...).",
  "Written out, the table has {0} cells; {1} are allowed. Maybe hold its last key with least(...).":
    "Écrite en entier, la table a {0} cellules ; {1} sont permises. Bornez sa dernière clé avec least(...).",
  "`.{0}(...)` is not part of the rule language; after a list of persons come exists, all and filter(...).size().":
    "`.{0}(...)` n’est pas dans le langage des règles ; après une liste de personnes viennent exists, all et filter(...).size().",
  "`:` (the two answers of `?:` have one type)": "`:` (les deux réponses de `?:` ont le même type)",
  '`day(...)` wants one existing day written out, such as day("2026-01-01"){0}.':
    '`day(...)` demande un jour qui existe, écrit en entier, par exemple day("2026-01-01"){0}.',
  "`filter` can only be counted: write .filter(p, ...).size().":
    "`filter` ne sert qu’à compter : écrivez .filter(p, ...).size().",
  "`has(...)` tests a fact or a field of a person; a definition is unknown where a fact it reads is absent.":
    "`has(...)` teste un fait ou un champ d’une personne ; une définition est inconnue quand un fait qu’elle lit est absent.",
  "`has(...)` wants one fact or one field of a person, such as has(group.fact).":
    "`has(...)` demande un fait ou un champ d’une personne, par exemple has(group.fact).",
  "`in` looks for {0} in {1}.": "`in` cherche {0} dans {1}.",
  "`in` wants a list after it, but this is {0}.": "`in` demande une liste après lui ; ceci est {0}.",
  "`null` is not part of the rule language; test with `has(...)`.":
    "`null` n’est pas dans le langage des règles ; testez avec `has(...)`.",
  "`size(...)` wants one list.": "`size(...)` demande une liste.",
  "`size` wants a list, but this is {0}.": "`size` demande une liste ; ceci est {0}.",
  "`{0}(...)` reads {1} and {2}; both must have one type.":
    "`{0}(...)` lit {1} et {2} ; les deux doivent avoir le même type.",
  "`{0}(...)` reads {1} values, but {2} are given.":
    "`{0}(...)` lit {1} {1|valeur|valeurs} ; {2} {2|est donnée|sont données}.",
  '`{0}(...)` wants an id written out in quotes first, such as {1}("some-id").':
    '`{0}(...)` demande d’abord un identifiant entre guillemets, par exemple {1}("some-id").',
  "`{0}(...)` wants one id and nothing more.": "`{0}(...)` demande un identifiant et rien de plus.",
  "`{0}` compares {1} with {2}; both sides must have one type.{3}":
    "`{0}` compare {1} et {2} ; les deux côtés doivent avoir le même type.{3}",
  "`{0}` is not part of the rule language.": "`{0}` n’est pas dans le langage des règles.",
  "a day": "un jour",
  "a list in brackets": "une liste entre crochets",
  "a list of persons": "une liste de personnes",
  "a list of texts": "une liste de textes",
  "a list of whole numbers": "une liste de nombres entiers",
  "a position": "un lieu",
  "a text": "un texte",
  "a whole number": "un nombre entier",
  'an existing day such as "2026-11-23"': 'un jour qui existe, par exemple "2026-11-23"',
  "an object in braces": "un objet entre accolades",
  "an object with grid, eastMetres and northMetres": "un objet avec grid, eastMetres et northMetres",
  "another shape": "une autre forme",
  "any other text": "tout autre texte",
  "any text": "n’importe quel texte",
  "any value": "« toute valeur »",
  criterion: "critère",
  "criterion {0}": "le critère {0}",
  definition: "définition",
  "definition {0}": "la définition {0}",
  "from {0}": "à partir de {0}",
  "from {0} to below {1}": "de {0} à moins de {1}",
  heading: "rubrique",
  "its bound is {0}; the fact goes from {1} to {2}": "sa borne est {0} ; le fait va de {1} à {2}",
  "its step is {0}, and must be 1 or more": "son pas est {0}, et doit valoir au moins 1",
  "key {0}: {1}": "clé {0} : {1}",
  "keys {0}": "clés {0}",
  "no value": "aucune valeur",
  on: "et après",
  "one where it gives none": "un où il n’en donne pas",
  "one where it gives points": "un où il donne des points",
  "one where it holds": "un où elle est tenue",
  "one where it is incomplete": "un où elle est incomplète",
  "one where it is refused": "un où elle refuse",
  "only a fact that is true or false can be set to one of these":
    "seul un fait vrai ou faux peut recevoir l’une de ces valeurs",
  "only a list of texts can be added to": "on n’ajoute qu’à une liste de textes",
  "only a text can be set to a text": "seul un texte peut recevoir un texte",
  "only a whole number can be raised or lowered": "seul un nombre entier se relève ou se baisse",
  rule: "règle",
  "rule {0}": "la règle {0}",
  "rules and criteria": "les règles et les critères",
  target: "objectif",
  "target {0}": "l’objectif {0}",
  "the applicant cannot change the fact. Maybe remove the lever":
    "le demandeur ne peut pas changer ce fait. Retirez le levier",
  "the cases": "les cas d’école",
  "the definitions": "les définitions",
  "the documents of a conditional award": "les pièces d’une attribution sous condition",
  'the fact cannot be "{0}"; allowed are {1}': "le fait ne peut pas valoir « {0} » ; valeurs permises : {1}",
  "the fact is protected. Maybe remove the lever": "le fait est un critère protégé. Retirez le levier",
  "the grounds of refusal": "les motifs de refus",
  "the headings": "les rubriques",
  "the keys of the preferences": "les clés des vœux",
  "the levers": "les leviers",
  'the list cannot hold "{0}"; allowed are {1}': "la liste ne peut pas contenir « {0} » ; valeurs permises : {1}",
  "the list of missing facts": "liste des faits manquants",
  "the list of raised flags": "liste des signalements",
  "the list of reason codes": "liste des codes de motif",
  "the only key": "la seule clé",
  "the parameters": "les paramètres",
  "the reasons": "les motifs",
  "the rule set does not compile for {0}. Maybe choose a day on which it is valid.":
    "le jeu de règles ne se compile pas pour le {0}. Choisissez un jour où il est en vigueur.",
  "the targets": "les objectifs",
  "the total of points": "total des points",
  "the verdict": "verdict",
  "there is no {0} {1}.{2}": "{0} {1} : inconnu.{2}",
  "there is none": "il n’y en a pas",
  "to below {0}": "moins de {0}",
  "to {0}": "jusqu’au {0}",
  "true or false": "vrai ou faux",
  "unknown reason": "raison inconnue",
  "what is added must be a fact of type text": "ce qui est ajouté doit être un fait de type texte",
  "{0} and of {1}": "{0} et de {1}",
  "{0} and {1}": "{0} et {1}",
  "{0} can only be {1}": "{0} ne peut être que {1}",
  '{0} has no source; say where it comes from in "source", with at least a text.':
    '{0} : sans source. Dites dans "source" d’où cela vient, avec au moins un texte.',
  "{0} has not the right form. Wanted: {1}": "{0} n’a pas la bonne forme. Il faut : {1}",
  '{0} here, {1} in "{2}"': "{0} ici, {1} dans « {2} »",
  "{0} is expected to be {1}, but is {2}{3}.": "{0} : attendu {1}, obtenu {2}{3}.",
  "{0} is larger than {1}, the largest whole number of the rules.":
    "{0} dépasse {1}, le plus grand nombre entier des règles.",
  '{0} is no day. Write an existing day such as "2026-11-23".':
    '{0} n’est pas un jour. Écrivez un jour qui existe, par exemple "2026-11-23".',
  "{0} is no value of key {1} of the table.": "{0} n’est pas une valeur de la clé {1} de la table.",
  "{0} is not a whole number; rules count in cents, metres, basis points, points and days.":
    "{0} n’est pas un nombre entier ; les règles comptent en centimes, mètres, points de base, points et jours.",
  "{0} is not allowed here; allowed is {1}.": "{0} n’est pas permis ici ; il faut {1}.",
  "{0} is not allowed here; allowed: {1}.": "{0} n’est pas permis ici ; valeurs permises : {1}.",
  "{0} is not allowed here; allowed: {1}.{2}": "{0} n’est pas permis ici ; valeurs permises : {1}.{2}",
  "{0} is out of range: {1} to {2} is allowed.": "{0} est hors des bornes : de {1} à {2}.",
  "{0} is outside the declared range, {1} to {2}.": "{0} est hors des bornes déclarées, de {1} à {2}.",
  "{0} or {1}": "{0} ou {1}",
  "{0} to {1}": "{0} à {1}",
  "{0} to {1} items": "{0} à {1} éléments",
  "{0} wants {1} here, but this is {2}.": "{0} demande ici {1} ; ceci est {2}.",
  "{0} {1}": "{0} {1}",
  "{0} {1}{2}": "{0} {1}{2}",
  "{0}, and {1}": "{0}, et {1}",
};
