/** Texts of accounts, logging in, in French. */
export const accountFr = {
  "account.log-in-title": "Se connecter",
  "account.log-in-lead": "Avec l’adresse et le mot de passe de votre compte.",
  "account.log-in-refused": "Connexion refusée",
  "account.login-name": "Adresse électronique",
  "account.password": "Mot de passe",
  "account.log-in": "Se connecter",
  "account.log-in-help":
    "Pas encore de compte, ou mot de passe oublié ? Adressez-vous à la personne qui exploite contingent chez vous.",
  "account.logged-out": "Vous êtes déconnecté.",
  "account.demo-title": "Entrer dans la démonstration",
  "account.demo-lead":
    "Une ville inventée, et les personnes qui s’en occupent. Choisissez qui vous êtes : chaque lien vous connecte à son compte.",
  "account.demo-by-hand":
    "Les mêmes comptes s’ouvrent aussi par la page de connexion ; leur mot de passe à tous : {password}",
} as const;
