import {
  anyJson,
  flag,
  listOf,
  mapOf,
  namedShape,
  objectOf,
  oneOfWords,
  oneWord,
  optional,
  type Shape,
  text,
  whole,
} from '@countersign/platform';

/** The documents of WebAuthn level 3, section 5, as JSON: bytes are base64url. */

const publicKey = oneWord('public-key');
const hints = listOf(oneOfWords(['hybrid', 'security-key', 'client-device']));
const verification = oneOfWords(['required', 'preferred', 'discouraged']);
const attachment = oneOfWords(['platform', 'cross-platform']);

/** The one that is asked for: whether the passkey can be found by itself. */
const askedExtensions = objectOf({ credProps: optional(flag) });
/** Each is named and shaped by an extension of WebAuthn or of a browser, and none is looked at. */
const extensionResults = mapOf(anyJson);

const descriptors = listOf(objectOf({ id: text, type: text, transports: optional(listOf(text)) }));

export const creationOptionsShape = namedShape(
  'PasskeyCreationOptions',
  objectOf({
    rp: objectOf({ id: optional(text), name: text }),
    user: objectOf({ id: text, name: text, displayName: text }),
    challenge: text,
    pubKeyCredParams: listOf(objectOf({ alg: whole, type: publicKey })),
    timeout: optional(whole),
    excludeCredentials: optional(descriptors),
    authenticatorSelection: optional(
      objectOf({
        authenticatorAttachment: optional(attachment),
        residentKey: optional(verification),
        requireResidentKey: optional(flag),
        userVerification: optional(verification),
      }),
    ),
    hints: optional(hints),
    attestation: optional(oneOfWords(['none', 'indirect', 'direct', 'enterprise'])),
    extensions: optional(askedExtensions),
  }),
);

export const requestOptionsShape = namedShape(
  'PasskeyRequestOptions',
  objectOf({
    rpId: optional(text),
    challenge: text,
    timeout: optional(whole),
    allowCredentials: optional(descriptors),
    userVerification: optional(verification),
    hints: optional(hints),
    extensions: optional(askedExtensions),
  }),
);

const answer = { id: text, rawId: text, type: publicKey, clientExtensionResults: extensionResults };

export const registrationShape = namedShape(
  'PasskeyRegistration',
  objectOf({
    ...answer,
    authenticatorAttachment: optional(attachment),
    response: objectOf({
      clientDataJSON: text,
      attestationObject: text,
      authenticatorData: optional(text),
      transports: optional(listOf(text)),
      publicKeyAlgorithm: optional(whole),
      publicKey: optional(text),
    }),
  }),
);

export const assertionShape = namedShape(
  'PasskeyAssertion',
  objectOf({
    ...answer,
    authenticatorAttachment: optional(attachment),
    response: objectOf({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: optional(text),
    }),
  }),
);

/** What a shape describes. */
type Of<S> = S extends Shape<infer T> ? T : never;
export type CreationOptions = Of<typeof creationOptionsShape>;
export type RequestOptions = Of<typeof requestOptionsShape>;
