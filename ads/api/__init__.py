"""The REST API of listings; the public word for an ad is a listing."""
