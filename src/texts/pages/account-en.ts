/** Texts of accounts, logging in, in English. */
import type { accountFr } from "./account-fr.ts";

export const accountEn: Readonly<Record<keyof typeof accountFr, string>> = {
  "account.log-in-title": "Log in",
  "account.log-in-lead": "With the address and the password of your account.",
  "account.log-in-refused": "Not logged in",
  "account.login-name": "E-mail address",
  "account.password": "Password",
  "account.log-in": "Log in",
  "account.log-in-help": "No account yet, or a forgotten password? Ask the person who runs contingent at your place.",
  "account.logged-out": "You are logged out.",
  "account.demo-title": "Enter the demonstration",
  "account.demo-lead":
    "An invented town, and the people who look after it. Choose who you are: each link logs you in to their account.",
  "account.demo-by-hand": "The same accounts open at the log-in page too; the password of all of them: {password}",
};
