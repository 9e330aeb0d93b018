import { setNonce } from 'get-nonce'

/** The server's nonce of this page: style elements made at run time need it under the content security policy. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce

if (nonce !== undefined) setNonce(nonce)
