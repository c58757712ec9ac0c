"""A player as the API shows them to themselves."""

from rest_framework import serializers

from accounts.models import User


class MeSerializer(serializers.ModelSerializer[User]):
    """The signed-in player; the only place of the API with an e-mail in it."""

    joined_at = serializers.DateTimeField(source="date_joined", read_only=True)
    url = serializers.CharField(source="get_absolute_url", read_only=True)

    class Meta:
        model = User
        fields = ("id", "email", "display_name", "language", "time_zone", "trust", "joined_at", "url")
        read_only_fields = fields
