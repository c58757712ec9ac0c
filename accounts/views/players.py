"""A player's public page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.profile_sections import render_sections
from accounts.selectors import shown_hours


@require_safe
def player_page(request: HttpRequest, player_id: int, name: str) -> HttpResponse:
    """Show what everybody may know; the address with an old name leads to the new one."""
    player = get_object_or_404(
        User.objects.filter(is_active=True, leaves_at=None, display_name__gt=""), pk=player_id
    )
    if request.path != player.get_absolute_url():
        return redirect(player, permanent=True)
    context = {
        "player": player,
        "hours": shown_hours(player, reader=request.user if isinstance(request.user, User) else None),
        "sections": render_sections(player, request),
    }
    return render(request, "accounts/player.html", context)
