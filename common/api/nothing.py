"""Addresses for programs that nothing is at, whatever the method."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """Answer 404; under /api/ the middleware makes it a problem document."""
    raise Http404("There is nothing here.")
