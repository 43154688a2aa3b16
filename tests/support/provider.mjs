// A certified OpenID provider (oidc-provider), as a city might run one: anybody signs in with any
// name and password. Started with its port and the addresses it may lead back to.
import { Provider } from "oidc-provider"

const { port, client, returns } = JSON.parse(process.argv[2])

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [{ ...client, redirect_uris: returns }],
  claims: { openid: ["sub"], profile: ["name"], email: ["email"] },
  pkce: { required: () => true },
  cookies: { keys: ["for tests alone"] },
  ttl: { Session: 600, Interaction: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `${id} of the city`, email: `${id}@example.org` }),
  }),
})

provider.listen(port, "127.0.0.1", () => console.log("ready"))
