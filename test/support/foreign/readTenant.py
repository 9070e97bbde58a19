"""Gets a token as a client and reads below the tenant, as an application in plain Python does.

Takes RESOURCE, TENANT_ID, CLIENT_ID, CLIENT_SECRET and, for a private authority, AUTHORITY_FILE from the environment. The
arguments are paths below the tenant; each answer is printed on a line of its own.
"""

import json
import os
import ssl
import sys
import urllib.parse
import urllib.request

resource = os.environ["RESOURCE"]
context = ssl.create_default_context(cafile=os.environ.get("AUTHORITY_FILE"))
opener = urllib.request.build_opener(
    urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
)


def ask(url, data=None, headers={}):
    with opener.open(urllib.request.Request(url, data, headers)) as response:
        return json.load(response)


metadata = ask(resource + "/identity/.well-known/openid-configuration")
form = urllib.parse.urlencode(
    {
        "grant_type": "client_credentials",
        "client_id": os.environ["CLIENT_ID"],
        "client_secret": os.environ["CLIENT_SECRET"],
    }
)
token = ask(metadata["token_endpoint"], form.encode())["access_token"]

for path in sys.argv[1:]:
    url = resource + "/api/v1/Tenants/" + os.environ["TENANT_ID"] + path
    print(json.dumps(ask(url, headers={"Authorization": "Bearer " + token})))
