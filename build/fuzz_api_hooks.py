"""What build/fuzz-api changes of the requests that schemathesis makes."""

import schemathesis


@schemathesis.hook
def before_call(context, case, kwargs):
    """A webhook that can be registered is on this machine: no name of a stranger is looked up."""
    body = case.body
    if isinstance(body, dict) and str(body.get("url")).lower().startswith("http"):
        body["url"] = "http://127.0.0.1:9/"
