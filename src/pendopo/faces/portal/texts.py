"""Where gateways bring texts in: signed, answered on the channel that they came by."""

from __future__ import annotations

import hmac

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from pendopo.faces.components import pace
from pendopo.faces.components.access import clock, open_to_all
from pendopo.messages import api as messages
from pendopo.voice import api as voice

TEXTS = pace.Limit("texts", most=30, seconds=3600)
"""From one telephone; whatever comes beyond is taken in silence, so that nobody's bill runs up."""
CHANNELS = ("sms", "whatsapp")


@csrf_exempt  # a machine without a session: its signature stands for the token of a form
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def incoming(request: HttpRequest, channel: str) -> HttpResponse:
    """POST: texts, signed. GET: WhatsApp asks once whether this address is really ours."""
    if channel not in CHANNELS:
        raise Http404
    if request.method != "POST":
        return _prove(request, channel)
    try:
        found = messages.read_incoming(
            channel=channel,
            body=request.body,
            signature=request.headers.get("X-Hub-Signature-256", ""),
        )
    except messages.Refused as refused:
        status = 403 if refused.code == "signature" else 400
        return JsonResponse({"detail": refused.text["en"]}, status=status)
    for one in found:
        if not pace.take(TEXTS, one.address):
            voice.hear_text(
                channel=channel, message_id=one.id, address=one.address, text=one.text, now=clock()
            )
    return JsonResponse({"taken": len(found)})


def _prove(request: HttpRequest, channel: str) -> HttpResponse:
    """Meta, "Webhooks": the challenge goes back to whoever shows the token we agreed on."""
    wanted = messages.verify_token(channel)
    if not wanted:
        return HttpResponseNotAllowed(["POST"])
    given = request.GET.get("hub.verify_token", "")
    if not hmac.compare_digest(wanted.encode(), given.encode()):
        raise Http404
    challenge = request.GET.get("hub.challenge", "")[:200]
    return HttpResponse(challenge, content_type="text/plain; charset=utf-8")
