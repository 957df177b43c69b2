/**
 * Credentials that their issuers made recognisable. Only these are redacted without a mark: guessing by randomness would take
 * digests and ids for secrets.
 */
export interface KnownForm {
  readonly name: string;
  readonly form: RegExp;
  readonly source: string;
}

export const knownForms: readonly KnownForm[] = [
  {
    name: "AWS access key id",
    form: /(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])/g,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  },
  {
    name: "GitHub token",
    form: /gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,}/g,
    source:
      "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
  },
  {
    name: "Slack token",
    form: /xox[a-z]-[A-Za-z0-9-]{10,}/g,
    source: "https://docs.slack.dev/authentication/tokens",
  },
  {
    name: "Stripe live key",
    form: /[sr]k_live_[A-Za-z0-9]{16,}/g,
    source: "https://docs.stripe.com/keys",
  },
  {
    name: "JSON Web Token",
    // It starts where a run of its alphabet starts, or after an escaped line break: otherwise a long run is read again and again.
    form: /(?<=^|[^A-Za-z0-9_-]|\\[nrt])eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g,
    source: "https://www.rfc-editor.org/rfc/rfc7519",
  },
  {
    name: "password in an address",
    form: /(?<=:\/\/[^\s/@:"]*:)[\w.~!$&'()*+;=:%-]+(?=@)/g,
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
  },
];

/** A PEM block, found by hand: its end may be missing in text that was cut. Source: https://www.rfc-editor.org/rfc/rfc7468 */
const privateKeyStart = /-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY-----/g;
const privateKeyEnd = /-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY-----/y;

/** As long as `redis://:p@h`. */
const shortest = 12;
const anyOfThem = /AKIA|ASIA|gh[pousr]_|github_pat_|xox[a-z]-|[sr]k_live_|eyJ|-----BEGIN |:\/\/[^\s/@:"]*:/;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where credentials of a known form stand in a text; usually nowhere. */
export function knownFormsIn(text: string): readonly Span[] {
  if (text.length < shortest || !anyOfThem.test(text)) return [];
  const spans = privateKeysIn(text);
  for (const { form } of knownForms) {
    for (const found of text.matchAll(form)) spans.push({ start: found.index, end: found.index + found[0].length });
  }
  return spans;
}

function privateKeysIn(text: string): Span[] {
  const spans: Span[] = [];
  for (const found of text.matchAll(privateKeyStart)) {
    const body = found.index + found[0].length;
    const dashes = text.indexOf("-----", body);
    privateKeyEnd.lastIndex = dashes;
    const closing = privateKeyEnd.exec(text);
    const end = dashes === -1 ? text.length : dashes + (closing?.[0].length ?? 0);
    spans.push({ start: found.index, end });
  }
  return spans;
}
